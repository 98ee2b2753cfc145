"""Random edits × random states: a case that is judged safe never sticks after its move, whatever happens to it then."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.engine.marking import Marking
from bpmn.model import Step
from bpmn.moving import Judge
from tests.bpmn.engine.conftest import SECRET, Draw
from tests.bpmn.moving.random_rewording import FORMS, Rewording
from tests.bpmn.moving.sound_nets import SoundNet
from tests.bpmn.soundness.engine_space import NOW, EngineSpace, TooMany
from tests.bpmn.soundness.random_nets import Net

ENGINE = Engine(SECRET, {}, language="en")
FAR = 40
"""States of a net that are walked through to the end after a move."""
met: Counter[str] = Counter()
"""How often each verdict was met, to see that the programme tries what it should."""


ASKED = re.compile(r"(?:&quot;|\")(\w+)(?:&quot;|\") in go")
"""The ways that a choice can be told to take."""


@dataclass
class AfterMove(EngineSpace):
    """Everything that can happen to a case from where its move has left it."""

    moved: Step | None = None

    def __post_init__(self) -> None:
        self.asked = sorted(set(ASKED.findall(self.text)))
        self.first = {self.meet(step) for step in self.starts()} if self.moved else set()

    def starts(self):
        return [self.moved] if self.moved else super().starts()


def standing_somewhere(bundle: Bundle, random: Random) -> Step | None:
    """Start a case and let a few things happen; the last state in which it neither had ended nor stopped."""
    ways = AfterMove(ENGINE, bundle)
    standing = None
    step = random.choice(list(ways.starts()))
    for _ in range(random.randint(1, 5)):
        if step.advance.ended or step.advance.incidents:
            break
        standing = step
        step = random.choice(list(ways.steps(step.state)))
    return standing


def try_one(seed: int) -> str:
    """Draw, start, edit, judge; a case judged safe is moved and everything that can happen to it is tried."""
    random = Random(seed)
    drawn = SoundNet(random) if random.random() < 0.8 else Net(random, inside=random.randint(0, 1))
    edit = Rewording(Draw().document(*drawn.parts()).encode(), random)
    edit.dress()
    old = _bundle(edit)
    for _ in range(random.randint(1, 2)):
        edit.once()
    new = _bundle(edit)
    try:
        ENGINE.load(old)
        judge = Judge(ENGINE, new, edit.mapping, {}, {})
    except Refused:
        return "refused"
    step = standing_somewhere(old, random)
    if step is None:
        return "ended"
    found = judge.judge(old, step.state, NOW)
    held_back = {each.code for each in found.reasons} == {"cannot_complete"}
    if found.verdict == "safe" or held_back:
        hopeless = _hopeless(new, ENGINE.move(old, new, step.state, edit.mapping, NOW))
        if held_back and hopeless == set():
            return "overcautious"
        assert held_back or not hopeless, f"judged safe, and yet it can stick: {hopeless}"
    return found.verdict


def _bundle(edit: Rewording) -> Bundle:
    forms = {name: text.encode() for name, text in FORMS.items()}
    return Bundle.from_files({"process.bpmn": edit.content(), **forms})


def _hopeless(new: Bundle, moved: Step) -> set[Marking] | None:
    """Walk through everything that can happen then; None when that is too much."""
    try:
        return AfterMove(ENGINE, new, FAR, moved=moved).walk().hopeless
    except TooMany:
        return None


@settings(max_examples=500, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_case_judged_safe_never_sticks(seed: int) -> None:
    met[try_one(seed)] += 1


def test_every_verdict_is_met() -> None:
    found = Counter(try_one(seed) for seed in range(120))
    assert {"safe", "choice", "stays"} <= found.keys(), found
    assert found["overcautious"] == 0, found


@pytest.mark.long
def test_twenty_thousand_cases_judged_safe_never_stick(capsys: pytest.CaptureFixture[str]) -> None:
    found: Counter[str] = Counter()
    for seed in range(20_000):
        found[try_one(seed)] += 1
        if seed % 1000 == 999:
            with capsys.disabled():
                print(f"{seed + 1}: {dict(found)}", flush=True)  # noqa: T201  # long work says how far it is
