"""Decision tables do what DMN says: unary tests, hit policies, defaults, required decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

from bpmn.decisions import DecisionError, DecisionRefused, compile_decision

DMN_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def dmn(*decisions: str, namespace: str = DMN_13) -> bytes:
    body = "\n".join(decisions)
    return f'<definitions xmlns="{namespace}" id="d" name="d" namespace="n">\n{body}\n</definitions>'.encode()


def table(
    rows: Sequence[Sequence[str]],
    inputs: Sequence[str] = ("x",),
    outputs: Sequence[str] = ("out",),
    policy: str = "",
    allowed: str = "",
    default: str = "",
    decision_id: str = "band",
    before: str = "",
) -> str:
    """Write a decision; each row holds the input cells and then the output cells."""

    def entry(tag: str, text: str) -> str:
        return f"<{tag}><text>{escape(text)}</text></{tag}>"

    columns = "".join(f"<input>{entry('inputExpression', text)}</input>\n" for text in inputs)
    extra = (entry("outputValues", allowed) if allowed else "") + (
        entry("defaultOutputEntry", default) if default else ""
    )
    columns += "".join(f"<output name={quoteattr(name)}>{extra}</output>\n" for name in outputs)
    rules = "".join(
        f'<rule id="r{number}">'
        + "".join(entry("inputEntry" if at < len(inputs) else "outputEntry", text) for at, text in enumerate(row))
        + "</rule>\n"
        for number, row in enumerate(rows, 1)
    )
    return f'<decision id="{decision_id}">{before}<decisionTable {policy}>\n{columns}{rules}</decisionTable></decision>'


def decide(source: str, **values: Any) -> dict[str, Any]:
    return compile_decision(dmn(source), {}).decide(values)


def fits(cell: str, value: Any, **others: Any) -> bool:
    return decide(table([[cell, "true"]], policy='hitPolicy="FIRST"'), x=value, **others)["out"] is True


@pytest.mark.parametrize(
    ("cell", "fitting", "other"),
    [
        ("5", [5], [6, None]),
        ('"a"', ["a"], ["b", None]),
        ('"a","b"', ["a", "b"], ["c"]),
        ('"a,b", "c"', ["a,b", "c"], ["a", "b"]),
        ("1, 2, [5..7]", [1, 2, 5, 7], [3, 4, 8]),
        ("[1..5]", [1, 3, 5], [0, 6, None]),
        ("]1..5[", [2, 4], [1, 5, None]),
        ("(1..5)", [2, 4], [1, 5, None]),
        ("[1..5[", [1, 4], [5]),
        ("(1..5]", [5], [1]),
        ("]1..5[, ]10..20[", [2, 11], [1, 5, 10, 20]),
        ("[limit..limit * 2]", [10, 20], [9, 21]),
        ("[-5..-1]", [-5, -1], [0, -6]),
        ("[0.5..1.5]", [1], [0, 2]),
        ("< 10", [9], [10, None]),
        ("<= 10", [10], [11]),
        ("> limit", [11], [10]),
        (">= 10, < 5", [10, 4], [5, 9, None]),
        ("!= 3", [4, None], [3]),
        ("= 3", [3], [4]),
        ("not(3)", [4, None], [3]),
        ('not("a","b")', ["c"], ["a", "b"]),
        ("not([1..5])", [0, 6], [1, 5, None]),
        ("not(]1..5[, 9)", [1, 5], [2, 9]),
        ("not(< 10)", [10], [9, None]),
        ("not(null)", [1, ""], [None]),
        ("not (? > 3) and (? < 9)", [2], [5, 12]),
        ("null", [None], [0, ""]),
        ("true", [True], [False, None]),
        ("false", [False], [True, None]),
        ("not(true)", [False], [True]),
        ('date("2027-01-01")', [date(2027, 1, 1)], [date(2027, 1, 2)]),
        ('[date("2027-01-01")..date("2027-12-31")]', [date(2027, 1, 1), date(2027, 6, 1)], [date(2028, 1, 1)]),
        ('>= date("2027-01-01")', [date(2027, 1, 1)], [date(2026, 12, 31)]),
        ("3 < ? < 9", [4, 8], [3, 9]),
        ('? in ["a", "b"]', ["a"], ["c"]),
        ('? != "?"', ["a"], ["?"]),
        ('"?"', ["?"], ["a"]),
        ("limit > 5", [1, None], []),
        ("limit > 5 and ? > 1", [2], [1]),
        ("limit", [10], [9]),
        ("choices", ["p", "q"], ["r"]),
        ("[1, 2]", [1, 2], [3]),
        ('exists("limit")', [1], []),
        ("len(?) > 2", ["abc"], ["ab"]),
        ('"say \\"a, b\\"", "c"', ['say "a, b"', "c"], ["a"]),
        ("-", [1, None, "a"], []),
        ("", [1, None, "a"], []),
    ],
)
def test_a_cell_means_what_feel_and_our_language_say(cell: str, fitting: list[Any], other: list[Any]) -> None:
    values = {"limit": 10, "choices": ["p", "q"]}
    assert [value for value in [*fitting, *other] if fits(cell, value, **values)] == fitting


def test_a_cell_that_gives_neither_true_nor_false_is_an_error() -> None:
    with pytest.raises(DecisionError) as error:
        fits("? and 5", 3)
    assert error.value.code == "row"
    assert "1 (r1)" in error.value.text("en")
    assert "'? and 5'" in error.value.text("en")


def test_a_number_is_not_compared_with_text() -> None:
    with pytest.raises(DecisionError) as error:
        fits("< 10", "9")
    assert error.value.code == "row"


OVERLAPPING = [["> 1", '"low"'], ["> 5", '"mid"'], ["> 9", '"high"']]
ORDER = '"high","mid","low"'


def test_unique_takes_the_only_row_that_matches() -> None:
    assert decide(table(OVERLAPPING), x=3) == {"out": "low"}


def test_unique_with_two_matching_rows_is_an_error_that_names_them() -> None:
    with pytest.raises(DecisionError) as error:
        decide(table(OVERLAPPING), x=6)
    assert error.value.code == "ambiguous"
    assert error.value.text("ko") == (
        "결정표 ‘band’의 1 (r1), 2 (r2)행이 함께 맞습니다. UNIQUE에서는 한 행만 맞아야 하니 행의 조건을 고치십시오."
    )


def test_unique_refuses_two_matching_rows_even_when_they_agree() -> None:
    with pytest.raises(DecisionError):
        decide(table([["1", "7"], ["1", "7"]]), x=1)


def test_any_allows_several_rows_that_agree() -> None:
    rows = [["> 1", "'a'"], ["> 5", "'a'"], ["> 9", "'b'"]]
    assert decide(table(rows, policy='hitPolicy="ANY"'), x=6) == {"out": "a"}
    with pytest.raises(DecisionError) as error:
        decide(table(rows, policy='hitPolicy="ANY"'), x=10)
    assert (error.value.code, error.value.params["rows"]) == ("disagree", "1 (r1), 2 (r2), 3 (r3)")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ('hitPolicy="FIRST"', "low"),
        ('hitPolicy="PRIORITY"', "high"),
        ('hitPolicy="RULE ORDER"', ["low", "mid", "high"]),
        ('hitPolicy="OUTPUT ORDER"', ["high", "mid", "low"]),
        ('hitPolicy="COLLECT"', ["low", "mid", "high"]),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 3),
        ('hitPolicy="COLLECT" aggregation="MIN"', "high"),
        ('hitPolicy="COLLECT" aggregation="MAX"', "mid"),
    ],
)
def test_every_hit_policy_gives_its_own_result(policy: str, expected: Any) -> None:
    assert decide(table(OVERLAPPING, policy=policy, allowed=ORDER), x=10) == {"out": expected}


def test_collect_sums_whole_won_and_decimals() -> None:
    rows = [["> 1", "1000"], ["> 5", "0.5"], ["> 9", "1"]]
    assert decide(table(rows, policy='hitPolicy="COLLECT" aggregation="SUM"'), x=6) == {"out": Decimal("1000.5")}


def test_priority_looks_at_the_outputs_from_left_to_right() -> None:
    rows = [["-", "2", "1"], ["-", "1", "2"], ["-", "1", "1"]]
    source = table(rows, outputs=("a", "b"), policy='hitPolicy="PRIORITY"', allowed="1, 2")
    assert decide(source, x=0) == {"a": 1, "b": 1}
    source = table(rows, outputs=("a", "b"), policy='hitPolicy="OUTPUT ORDER"', allowed="1, 2")
    assert decide(source, x=0) == {"a": [1, 1, 2], "b": [1, 2, 1]}


def test_priority_refuses_an_output_outside_the_allowed_values() -> None:
    source = table([["-", "'unknown'"]], policy='hitPolicy="PRIORITY"', allowed=ORDER)
    with pytest.raises(DecisionError) as error:
        decide(source, x=0)
    assert error.value.code == "output_not_allowed"


@pytest.mark.parametrize(
    ("policy", "nothing", "default"),
    [
        ("", None, "none"),
        ('hitPolicy="FIRST"', None, "none"),
        ('hitPolicy="ANY"', None, "none"),
        ('hitPolicy="PRIORITY"', None, "none"),
        ('hitPolicy="RULE ORDER"', [], ["none"]),
        ('hitPolicy="COLLECT"', [], ["none"]),
        ('hitPolicy="COLLECT" aggregation="SUM"', None, "none"),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 0, 0),
    ],
)
def test_without_a_matching_row_the_default_output_holds(policy: str, nothing: Any, default: Any) -> None:
    assert decide(table(OVERLAPPING, policy=policy, allowed=ORDER), x=0) == {"out": nothing}
    assert decide(table(OVERLAPPING, policy=policy, allowed=ORDER, default='"none"'), x=0) == {"out": default}


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
