"""Which running cases may move: proven safe, in need of a choice, or staying where they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bpmn.engine import Engine
from bpmn.moving import Judge
from tests.bpmn.engine.conftest import Draw

NOW = datetime(2027, 1, 4, tzinfo=UTC)
draw = Draw()
chain = draw.task_chain


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(b"a secret for tests, 32 bytes long", {})


def judged(engine, old, new, *finished, mapping=None, values=None):
    """Judge a case of the old version in which some tasks have been finished."""
    before, after = draw.bundle(*old), draw.bundle(*new)
    step = engine.start(before, values or {}, NOW)
    for element, answer in finished:
        work = next(each for each in engine.inspect(before, step.state).opened if each.element == element)
        step = engine.complete(before, step.state, work.work_id, answer, NOW)
    return Judge(engine, after, mapping or {}, {}, {}).judge(before, step.state, NOW)


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


def test_a_value_that_nobody_asked_for_keeps_a_case_back(engine):
    scripted = (
        draw("startEvent", "start"),
        draw("userTask", "apply"),
        draw("exclusiveGateway", "which", default_="which_decide"),
        draw("userTask", "decide"),
        draw("endEvent", "end"),
        draw("scriptTask", "level", "<bpmn:script>grade = amount + 1</bpmn:script>"),
        draw.flows("start level apply which decide end", "which end [grade > 3]"),
    )
    found = judged(engine, [chain("apply", "decide")], scripted, values={"amount": 1})
    assert found.verdict == "stays"
    waiting_behind = (
        draw("startEvent", "start"),
        draw.event("intermediateCatchEvent", "apply", "timer P1D"),
        *scripted[2:],
    )
    plain = (
        draw("startEvent", "start"),
        draw.event("intermediateCatchEvent", "apply", "timer P1D"),
        draw("userTask", "decide"),
        draw("endEvent", "end"),
        draw.flows("start apply decide end"),
    )
    found = judged(engine, plain, waiting_behind, values={"amount": 1})
    assert [(each.code, each.params["name"]) for each in found.reasons] == [("data_missing", "grade")]
    assert judged(engine, plain, waiting_behind, values={"amount": 1, "grade": 2}).verdict == "safe"


def test_a_result_that_declares_its_names_counts_and_one_that_does_not_counts_for_nothing(engine):
    old = [
        draw("startEvent", "start"),
        draw("userTask", "apply"),
        draw("endEvent", "end"),
        draw.flows("start apply end"),
    ]
    new = [
        draw("startEvent", "start"), draw("userTask", "apply"), draw("endEvent", "end"),
        draw("serviceTask", "grade", jorye__operation="rate"),
        draw("scriptTask", "sum", "<bpmn:script>total = points + 1</bpmn:script>"),
        draw.flows("start apply grade sum end"),
    ]  # fmt: skip
    before, after = draw.bundle(*old), draw.bundle(*new)
    state = engine.start(before, {}, NOW).state
    for gives, verdict in (({}, "stays"), ({"rate": frozenset({"points"})}, "safe")):
        assert Judge(engine, after, {}, {}, gives).judge(before, state, NOW).verdict == verdict


def test_what_the_old_version_would_have_missed_as_well_keeps_nobody_back(engine):
    def waiting(*names):
        return (
            draw("startEvent", "start"),
            draw.event("intermediateCatchEvent", "rest", "timer P1D"),
            draw("scriptTask", "sum", f"<bpmn:script>total = {' + '.join(names)}</bpmn:script>"),
            draw("endEvent", "end"),
            draw.flows("start rest sum end"),
        )

    assert judged(engine, waiting("a", "b"), waiting("b", "a")).verdict == "safe"
    assert judged(engine, waiting("a"), waiting("a", "b")).verdict == "stays"


def test_every_reason_is_said_in_both_languages(engine):
    found = judged(engine, [chain("review", "decide")], [chain("examine", "decide")])
    assert found.reasons[0].text("ko") == "‘review’ 단계가 새 판에 없습니다. 대신할 단계를 고르십시오."
    assert found.reasons[0].text("en").startswith("Step ‘review’ is not in the new version.")


def test_a_task_whose_instructions_tell_what_the_case_lacks_keeps_it_back(engine):
    plain = chain("decide")
    telling = plain.replace('id="decide"', 'id="decide" jorye:instructions="{{ note }}"')
    found = judged(engine, [plain], [telling])
    assert (found.verdict, [each.code for each in found.reasons]) == ("stays", ["data_missing"])


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
    assert judged(engine, asking("one"), asking("one", "one"), values={"one": 1}).verdict == "safe"
