"""Which running cases may move: proven safe, in need of a choice, or staying where they are."""

from __future__ import annotations

import json
import re

from bpmn.moving import Reason
from tests.bpmn.moving.conftest import draw, judged

chain = draw.task_chain
HANGUL = re.compile("[가-힣]")


def test_another_task_ahead_is_safe(engine):
    assert judged(engine, [chain("apply", "decide")], [chain("apply", "visit", "decide")]).verdict == "safe"


def test_a_task_that_is_gone_needs_a_choice_and_one_is_offered(engine):
    found = judged(engine, [chain("review", "decide")], [chain("examine", "decide")])
    assert (found.verdict, [each.code for each in found.reasons]) == ("choice", ["element_gone"])
    assert found.offered == {"review": "examine"}


def test_a_step_that_many_work_on_at_once_is_said_to_be_gone_once(engine):
    five = draw("multiInstanceLoopCharacteristics", "five", draw("loopCardinality", "number", "5"))
    votes = [draw("startEvent", "start"), draw("userTask", "vote", five), draw("endEvent", "end")]
    found = judged(engine, [*votes, draw.flows("start vote end")], [chain("decide")])
    assert [(each.code, each.element) for each in found.reasons] == [("element_gone", "vote")]


def test_a_task_that_is_gone_behind_a_join_that_waits_needs_a_choice_too(engine):
    def side_by_side(one):
        tasks = [
            draw("startEvent", "start"),
            *(draw("userTask", task) for task in (one, "other")),
            draw("endEvent", "end"),
        ]
        gates = [draw("parallelGateway", gate) for gate in ("split", "join")]
        return [*tasks, *gates, draw.flows(f"start split {one} join end", "split other join")]

    old, new, done = side_by_side("review"), side_by_side("examine"), ("review", {})
    found = judged(engine, old, new, done)
    assert (found.verdict, found.offered) == ("choice", {"review": "examine"})
    assert judged(engine, old, new, done, mapping=found.offered).verdict == "safe"


def test_with_what_was_chosen_it_is_safe(engine):
    found = judged(engine, [chain("review", "decide")], [chain("examine", "decide")], mapping={"review": "examine"})
    assert found.verdict == "safe"


def test_a_case_before_a_dead_end_stays_and_the_way_into_it_is_shown(engine):
    dead_end = (
        draw("startEvent", "start"),
        draw("userTask", "apply"),
        draw("exclusiveGateway", "which", default_="which_join"),
        draw("userTask", "other"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start apply which", "which join", "which other [amount > 3]", "other join end"),
    )
    found = judged(engine, [chain("apply")], dead_end, values={"amount": 3})
    assert (found.verdict, found.reasons[0].code) == ("stays", "cannot_complete")
    assert "which" in found.reasons[0].path


def test_only_cases_that_can_still_reach_the_dead_end_stay(engine):
    trap = (
        draw("startEvent", "start"),
        *(draw("userTask", task) for task in ("apply", "first", "second", "decide")),
        draw("exclusiveGateway", "which", default_="which_first"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start apply which first join", "which second [amount > 3]", "second join", "join decide end"),
    )
    old = [chain("apply", "decide")]
    assert judged(engine, old, trap, values={"amount": 3}).verdict == "stays"
    assert judged(engine, old, trap, ("apply", {}), values={"amount": 3}).verdict == "safe"


def test_every_reason_is_said_in_both_languages(engine):
    found = judged(engine, [chain("review", "decide")], [chain("examine", "decide")])
    assert found.reasons[0].text("ko") == "‘review’ 단계가 새 판에 없습니다. 대신할 단계를 고르십시오."
    assert found.reasons[0].text("en").startswith("Step ‘review’ is not in the new version.")


def test_a_case_whose_open_task_would_be_asked_of_whom_nobody_knows_stays(engine):
    def asking(*names):
        return [
            draw("startEvent", "start"),
            draw("userTask", "apply", jorye__assign="person", jorye__assignTo=" + ".join(names)),
            draw("endEvent", "end"),
            draw.flows("start apply end"),
        ]

    found = judged(engine, asking("one"), asking("one", "more"), values={"one": 1})
    assert (found.verdict, [(each.code, each.element) for each in found.reasons]) == (
        "stays",
        [("would_stop", "apply")],
    )
    [kept] = [Reason.read(json.loads(json.dumps(each.document()))) for each in found.reasons]
    assert (HANGUL.search(kept.text("en")), bool(HANGUL.search(kept.params["message"]["ko"]))) == (None, True)
    assert "more" in kept.text("en")
    assert judged(engine, asking("one"), asking("one", "one"), values={"one": 1}).verdict == "safe"
