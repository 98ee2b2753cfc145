"""Whether a case has what lies ahead of it will read: only what is written on every way there counts."""

from __future__ import annotations

import pytest

from tests.bpmn.moving.conftest import draw, judged

chain = draw.task_chain


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
    assert judged(engine, old, new).verdict == "stays"
    assert judged(engine, old, new, gives={"rate": frozenset({"points"})}).verdict == "safe"


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


def test_a_task_whose_instructions_tell_what_the_case_lacks_keeps_it_back(engine):
    plain = chain("decide")
    telling = plain.replace('id="decide"', 'id="decide" jorye:instructions="{{ note }}"')
    found = judged(engine, [plain], [telling])
    assert (found.verdict, [each.code for each in found.reasons]) == ("stays", ["data_missing"])


ASKED = {
    "forms/amount.json": """{"type": "object", "title": "금액", "x-title-en": "Amount",
      "required": ["amount", "yearly"], "properties": {
        "amount": {"type": "integer", "title": "금액", "x-title-en": "Amount"},
        "monthly": {"type": "boolean", "title": "매월", "x-title-en": "Monthly"},
        "yearly": {"type": "integer", "title": "연액", "x-title-en": "Yearly", "x-show-if": "not monthly",
          "x-computed": "amount * 12"}}}"""
}
SIGNAL = (
    '<bpmn:signal id="told" name="told"><bpmn:extensionElements>'
    "<spiffworkflow:variableName>amount</spiffworkflow:variableName></bpmn:extensionElements></bpmn:signal>"
)
TOLD = '<bpmn:signalEventDefinition signalRef="told"/>'
ONE_BY_ONE = draw(
    "multiInstanceLoopCharacteristics", "each",
    "<bpmn:loopDataInputRef>people</bpmn:loopDataInputRef>", '<bpmn:inputDataItem id="who"/>',
)  # fmt: skip
A_DAY = "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>"


def then_counted(engine, *parts, way="start first apply sum end", reads="amount", **rest):
    """Judge a case whose new version comes by `apply` to a script that reads `amount`."""
    new = (
        draw("startEvent", "start"),
        draw("userTask", "first"),
        *parts,
        draw("scriptTask", "sum", f"<bpmn:script>total = {reads} + 1</bpmn:script>"),
        draw("endEvent", "end"),
        draw.flows(way),
    )
    return judged(engine, [chain("first")], new, around=SIGNAL, files=ASKED, **rest).verdict


def apply(*inside, **attributes):
    return draw("userTask", "apply", *inside, jorye__form="amount", **attributes)


def test_what_a_form_must_be_given_is_there_behind_its_task(engine):
    assert then_counted(engine, apply()) == "safe"


def test_what_shows_only_sometimes_is_not_counted_on(engine):
    assert then_counted(engine, apply(), reads="yearly") == "stays"


def test_an_answer_is_not_there_where_its_task_was_taken_back(engine):
    late = draw.boundary("late", "apply", "timer P1D") + draw("endEvent", "done") + draw.flows("start first apply done")
    assert then_counted(engine, apply(), late, way="late sum end") == "stays"


def test_people_who_are_asked_one_by_one_may_be_none(engine):
    assert then_counted(engine, apply(ONE_BY_ONE), values={"people": []}) == "stays"


@pytest.mark.parametrize(
    ("repeated", "verdict"),
    [
        ("", "safe"),
        (ONE_BY_ONE, "stays"),
        (
            draw("standardLoopCharacteristics", "loop", draw("loopCondition", "more", "again"), testBefore="true"),
            "stays",
        ),
        (draw("standardLoopCharacteristics", "loop", draw("loopCondition", "more", "again")), "safe"),
    ],
)
def test_what_a_sub_process_writes_is_not_there_where_it_had_nothing_to_repeat(engine, repeated, verdict):
    inside = (
        draw("startEvent", "s"),
        draw("scriptTask", "count", "<bpmn:script>amount = 1</bpmn:script>"),
        draw("endEvent", "e"),
        draw.flows("s count e"),
    )
    counting = draw("subProcess", "apply", *inside, repeated)
    assert then_counted(engine, counting, values={"people": [], "again": False}) == verdict


@pytest.mark.parametrize(("before", "verdict"), [("true", "stays"), ("false", "safe")])
def test_a_task_that_repeats_counts_when_it_is_done_at_least_once(engine, before, verdict):
    loop = draw("standardLoopCharacteristics", "loop", draw("loopCondition", "more", "again"), testBefore=before)
    assert then_counted(engine, apply(loop), values={"again": False}) == verdict


@pytest.mark.parametrize(
    ("kind", "definitions", "verdict"),
    [
        ("intermediateCatchEvent", (TOLD,), "safe"),
        ("intermediateThrowEvent", (TOLD,), "stays"),
        ("intermediateCatchEvent", (TOLD, A_DAY), "stays"),
    ],
)
def test_only_an_event_that_comes_for_sure_brings_its_variable(engine, kind, definitions, verdict):
    assert then_counted(engine, draw(kind, "apply", *definitions)) == verdict


@pytest.mark.parametrize(
    ("script", "verdict"),
    [
        ("amount = 1", "safe"),
        ("half = 1\namount = half + half", "safe"),
        ("if known:\n    amount = 1\nelse:\n    amount = 2", "safe"),
        ("if known:\n    amount = 1", "stays"),
        ("for each in []:\n    amount = each", "stays"),
    ],
)
def test_a_script_counts_by_what_it_assigns_whichever_way_it_takes(engine, script, verdict):
    written = draw("scriptTask", "apply", f"<bpmn:script>{script}</bpmn:script>")
    assert then_counted(engine, written, values={"known": False}) == verdict


def test_of_an_activity_that_declares_what_it_gives_nothing_else_leaves(engine):
    declared = (
        "<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet><bpmn:dataOutputRefs>half</bpmn:dataOutputRefs>"
        "</bpmn:outputSet></bpmn:ioSpecification>"
    )
    script = "<bpmn:script>amount = 2\nhalf = 1</bpmn:script>"
    written = draw("scriptTask", "apply", declared, script)
    assert [then_counted(engine, written, reads=name) for name in ("amount", "half")] == ["stays", "safe"]


def test_a_decision_over_a_value_that_is_not_there_keeps_a_case_back(engine):
    dmn = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">'
        '<decision id="band"><decisionTable><input><inputExpression><text>turnover</text></inputExpression></input>'
        '<output name="out"/><rule id="r"><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text>'
        "</outputEntry></rule></decisionTable></decision></definitions>"
    )
    new = (
        draw("startEvent", "start"), draw("userTask", "first"), draw("endEvent", "end"),
        draw("businessRuleTask", "decide", jorye__decision="band"), draw.flows("start first decide end"),
    )  # fmt: skip
    old, files = [chain("first")], {"decisions/band.dmn": dmn}
    assert judged(engine, old, new, files=files).verdict == "stays"
    assert judged(engine, old, new, files=files, values={"turnover": 1}).verdict == "safe"


def test_a_column_of_a_form_that_asks_the_case_keeps_it_back(engine):
    rows = """{"type": "object", "title": "표", "x-title-en": "Table", "properties": {"lines": {"type": "array",
      "title": "줄", "x-title-en": "Lines", "items": {"type": "object", "properties": {
        "price": {"type": "integer", "title": "값", "x-title-en": "Price"},
        "why": {"type": "string", "title": "까닭", "x-title-en": "Why", "x-show-if": "price > limit"}}}}}}"""
    new = chain("first", "apply").replace('id="apply"', 'id="apply" jorye:form="rows"')
    old, files = [chain("first")], {"forms/rows.json": rows}
    assert judged(engine, old, [new], files=files).verdict == "stays"
    assert judged(engine, old, [new], files=files, values={"limit": 1}).verdict == "safe"
