"""Decisions as a whole: inputs and outputs, those they require, every version of DMN, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from bpmn.decisions import DecisionError, DecisionRefused, compile_decision
from tests.bpmn.decisions.written_tables import DMN_13, decide, dmn, table


def test_outputs_are_expressions_over_the_case() -> None:
    assert decide(
        table([["-", "floor_to(amount * 0.7, 10)"], ["0", "-"]], policy='hitPolicy="FIRST"'), x=1, amount=1001
    ) == {"out": 700}


def test_an_input_outside_its_allowed_values_is_an_error() -> None:
    source = table([["-", "1"]]).replace("</input>", '<inputValues><text>"a","b"</text></inputValues></input>')
    assert decide(source, x="a") == {"out": 1}
    assert decide(source, x=None) == {"out": 1}
    with pytest.raises(DecisionError) as error:
        decide(source, x="c")
    assert error.value.code == "input_not_allowed"


def test_a_missing_variable_is_an_error_that_names_the_input() -> None:
    with pytest.raises(DecisionError) as error:
        decide(table([["-", "1"]], inputs=("applicant.size",)))
    assert error.value.code == "input"
    assert "applicant.size" in error.value.text("en")


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        DMN_13,
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ],
)
def test_every_version_of_dmn_is_read(namespace: str) -> None:
    assert compile_decision(dmn(table([["1", "2"]]), namespace=namespace), {}).decide({"x": 1}) == {"out": 2}


def _requires(*ids: str) -> str:
    return "".join(
        f'<informationRequirement><requiredDecision href="#{name}"/></informationRequirement>' for name in ids
    )


def test_required_decisions_are_made_first_and_seen_by_name() -> None:
    size = table([["< 5", '"micro"'], [">= 5", '"sme"']], ["staff"], ["size"], decision_id="company_size")
    literal = "<literalExpression><text>0.5</text></literalExpression>"
    rate = f'<decision id="rate"><variable name="base_rate"/>{literal}</decision>'
    top = table(
        [['"micro"', "base_rate + 0.2"], ['"sme"', "base_rate"]],
        ["size"],
        ["share"],
        decision_id="share",
        before=_requires("company_size", "rate"),
    )
    decision = compile_decision(dmn(top, size, rate), {})
    assert str(decision.decide({"staff": 4})["share"]) == "0.7"
    assert decision.outputs == ["share"]
    assert compile_decision(dmn(top, size, rate), {}, "company_size").decide({"staff": 9}) == {"size": "sme"}


def test_a_required_decision_with_several_outputs_is_a_record() -> None:
    below = table([["-", "1", "2"]], outputs=("a", "b"), decision_id="pair")
    top = table([["-", "pair.a + pair.b + a"]], decision_id="top", before=_requires("pair"))
    assert compile_decision(dmn(below, top), {}).decide({"x": 0}) == {"out": 4}


def refusal(content: bytes, decision_id: str = "") -> list[tuple[str, str, int]]:
    with pytest.raises(DecisionRefused) as refused:
        compile_decision(content, {}, decision_id)
    assert all(problem.text("ko") and problem.text("en") for problem in refused.value.problems)
    return [(problem.rule, problem.element, problem.line) for problem in refused.value.problems]


def test_everything_that_is_wrong_is_reported_with_element_and_line() -> None:
    source = table(
        [["< ", "1"], ["[1..", "2"], ["open('x')", "lambda: 1"], ["1", "2", "3"]], policy='hitPolicy="UNIQE"'
    )
    assert refusal(dmn(source)) == [
        ("hit_policy", "band", 2),
        ("expression", "r1", 5),
        ("expression", "r2", 6),
        ("expression", "r3", 7),
        ("expression", "r3", 7),
        ("entries", "r4", 8),
    ]


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (table([["1", "2"]], policy='hitPolicy="PRIORITY"'), "needs_order"),
        (table([["1", "2"]], policy='hitPolicy="FIRST" aggregation="SUM"'), "aggregation"),
        (table([["1", "2"]], policy='hitPolicy="COLLECT" aggregation="AVG"'), "aggregation"),
        (
            table([["1", "2", "3"]], outputs=("a", "b"), policy='hitPolicy="COLLECT" aggregation="SUM"'),
            "aggregation_outputs",
        ),
        (table([]), "no_rules"),
        (table([["1", "2"]], inputs=("",)), "input_empty"),
        (table([["1", "2", "3"]], outputs=("a", "a")), "outputs"),
        (table([["1", "2"]], default="amount"), "constant"),
        (table([["1", "2"]], allowed='"a" "'), "expression"),
        (table([["1", "2"]], before=_requires("nowhere")), "required_unknown"),
        (table([["1", "2"]], before=_requires("band")), "which"),
        ('<decision id="d1"><context/></decision>', "logic"),
        (table([["1", "2"]]).replace("<inputEntry>", '<inputEntry expressionLanguage="groovy">'), "language"),
    ],
)
def test_what_cannot_be_carried_out_is_refused(source: str, rule: str) -> None:
    assert rule in [found for found, _, _ in refusal(dmn(source))]


def test_decisions_that_require_each_other_are_refused() -> None:
    one = table([["1", "2"]], decision_id="one", before=_requires("two"))
    two = table([["1", "2"]], decision_id="two", before=_requires("one"))
    top = table([["1", "2"]], decision_id="top", before=_requires("one"))
    assert ("circle", "one", 2) in refusal(dmn(one, two, top))


def test_a_file_with_two_separate_decisions_needs_the_id() -> None:
    content = dmn(table([["1", "2"]], decision_id="a"), table([["1", "3"]], decision_id="b"))
    assert compile_decision(content, {}, "b").decide({"x": 1}) == {"out": 3}
    assert [rule for rule, _, _ in refusal(content, "file_name")] == ["which"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"<definitions", "xml"),
        (b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + dmn(table([["&x;", "1"]])), "doctype"),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "not_dmn"),
        (b" " * (2 * 1024 * 1024 + 1), "too_big"),
    ],
)
def test_a_file_that_is_not_safe_or_not_dmn_is_refused(content: bytes, rule: str) -> None:
    assert refusal(content)[0][0] == rule


def test_the_same_file_is_compiled_once() -> None:
    functions: dict[str, Any] = {}
    content = dmn(table([["1", "2"]]))
    assert compile_decision(content, functions) is compile_decision(content, functions)
