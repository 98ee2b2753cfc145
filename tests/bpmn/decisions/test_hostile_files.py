"""Decision files made to break the server, and files as Camunda's modeler writes them."""

from __future__ import annotations

import pytest

from bpmn.decisions import DecisionError, DecisionRefused, compile_decision

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def definitions(inside: str) -> bytes:
    camunda = 'xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0"'
    return f'<definitions xmlns="{NAMESPACE}" {camunda} id="d" name="d">{inside}</definitions>'.encode()


def chain(length: int, last: str = "") -> bytes:
    below = [f"#d{number + 1}" for number in range(length - 1)] + [last]
    needs = [
        f'<informationRequirement><requiredDecision href="{name}"/></informationRequirement>' if name else ""
        for name in below
    ]
    literal = "<literalExpression><text>1</text></literalExpression>"
    return definitions("".join(f'<decision id="d{n}">{need}{literal}</decision>' for n, need in enumerate(needs)))


def table(rows: str, inputs: str = '<input camunda:inputVariable="sum_asked">') -> bytes:
    return definitions(
        f'<decision id="level"><decisionTable biodi:annotationsWidth="300">{inputs}<inputExpression typeRef="integer"'
        ' expressionLanguage="feel"><text>amount</text></inputExpression></input><output name="level"'
        f' typeRef="string"/><annotation name="비고"/>{rows}</decisionTable></decision>'
    )


def row(number: int, cell: str) -> str:
    return (
        f'<rule id="r{number}"><inputEntry><text>{cell}</text></inputEntry><outputEntry><text>"ok"</text></outputEntry>'
        "<annotationEntry><text>,</text></annotationEntry></rule>"
    )


def rules(content: bytes, decision_id: str = "d0") -> list[str]:
    with pytest.raises(DecisionRefused) as caught:
        compile_decision(content, {}, decision_id)
    return [problem.rule for problem in caught.value.problems if problem.text("ko") and problem.text("en")]


def test_an_endless_chain_of_decisions_is_refused() -> None:
    assert rules(chain(3000)) == ["too_many"]
    assert rules(chain(2000, "#d0")) == ["too_many"]
    assert compile_decision(chain(200), {}, "d0").decide({}) == {"d0": 1}


def test_decisions_that_need_each_other_are_refused_at_the_longest_allowed_length() -> None:
    assert rules(chain(200, "#d0")) == ["circle"]


def test_decisions_without_ids_of_their_own_are_refused() -> None:
    literal = "<literalExpression><text>1</text></literalExpression>"
    assert rules(definitions(f"<decision>{literal}</decision>")) == ["ids"]
    assert rules(definitions(f'<decision id="d0">{literal}</decision>' * 2)) == ["ids"]


def test_an_error_over_thousands_of_rows_stays_readable() -> None:
    decision = compile_decision(table("".join(row(n, "&gt; 1") for n in range(1, 3001))), {})
    with pytest.raises(DecisionError) as caught:
        decision.decide({"amount": 5})
    assert "1 (r1), 2 (r2)" in caught.value.text("ko") and "(3000)" in caught.value.text("ko")
    assert len(caught.value.text("ko")) < 300


def test_the_cells_know_the_input_by_camundas_name_too() -> None:
    decision = compile_decision(table(row(1, "sum_asked &gt; 3 and amount &lt; 9")), {})
    assert decision.decide({"amount": 5}) == {"level": "ok"}
    assert decision.decide({"amount": 3}) == {"level": None}
