"""Random edits × random data: a case that is judged safe never comes to read a value that is not there."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.model import Message, Step, Values
from bpmn.moving import Judge
from tests.bpmn.engine.conftest import SECRET, Draw
from tests.bpmn.moving.random_data import FORMS, VALUES, Telling
from tests.bpmn.moving.sound_nets import SoundNet
from tests.bpmn.soundness.engine_space import NOW

ENGINE = Engine(SECRET, {}, language="en")
WALKS, STEPS = 4, 12


def try_one(seed: int) -> str:
    """Draw, start, edit, judge; a case judged safe is moved and walked on with until it ends."""
    random = Random(seed)
    edit = Telling(Draw().document(*SoundNet(random).parts()).encode(), random)
    random.choice(edit.writings())()
    old = _bundle(edit)
    edit.once()
    for _ in range(2):
        random.choice(edit.writings())()
    edit.read()
    new = _bundle(edit)
    try:
        ENGINE.load(old)
        judge = Judge(ENGINE, new, edit.mapping, {}, {})
    except Refused:
        return "refused"
    start = {"go": [], "people": random.choice(([], [1]))}
    step = _walked(old, ENGINE.start(old, start, NOW), random, random.randint(0, 3))
    if step.advance.ended or step.advance.incidents:
        return "ended"
    found = judge.judge(old, step.state, NOW)
    if found.verdict == "safe" and found.step is not None:
        for _ in range(WALKS):
            after = _walked(new, found.step, random, STEPS)
            missed = [(each.element, each.message) for each in after.advance.incidents if each.code == "name_unknown"]
            assert missed == [], "judged safe, and yet it lacks a value"
    return found.verdict if found.verdict != "stays" else f"stays: {found.reasons[0].code}"


def _bundle(edit: Telling) -> Bundle:
    forms = {name: text.encode() for name, text in FORMS.items()}
    return Bundle.from_files({"process.bpmn": edit.content(), **forms})


def _walked(bundle: Bundle, step: Step, random: Random, most: int) -> Step:
    """Let things happen at random, until something has stopped or nothing more can come."""
    for _ in range(most):
        everything = ENGINE.inspect(bundle, step.state)
        events = [*everything.opened, *everything.subscribed]
        if not events or step.advance.incidents:
            break
        event = random.choice(events)
        given: Values = {"go": random.sample(_ways(bundle), random.randint(0, len(_ways(bundle))))}
        if event in everything.subscribed:
            step = ENGINE.signal(bundle, step.state, Message(event.name, "", given), NOW)
        else:
            answer = {event.form: 1} if event.form in VALUES else {}
            step = ENGINE.complete(bundle, step.state, event.work_id, {**given, **answer}, NOW)
    return step


def _ways(bundle: Bundle) -> list[str]:
    """Name the flows that a choice can be told to take."""
    flows = ENGINE.load(bundle).levels.values()
    nodes = [node for level in flows for node in level.task_specs.values()]
    return sorted({flow.id for node in nodes for flow in getattr(node, "flows", ()) if flow.condition})


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_case_judged_safe_never_lacks_a_value(seed: int) -> None:
    try_one(seed)


def test_cases_are_judged_safe_and_kept_back_for_a_value() -> None:
    found = Counter(try_one(seed) for seed in range(300))
    assert {"safe", "stays: data_missing"} <= found.keys(), found


@pytest.mark.long
def test_twenty_thousand_cases_judged_safe_never_lack_a_value() -> None:
    assert Counter(try_one(seed) for seed in range(20_000))["safe"] > 2_000
