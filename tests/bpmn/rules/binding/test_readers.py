"""Before a field is renamed or taken away, everything that reads it is named, and nothing else."""

from __future__ import annotations

import pytest

from bpmn.rules import Subject
from bpmn.rules.variables.readers import Reader, readers
from tests.bpmn.rules.binding.test_variables import drawn, flows, script
from workflows.instances.surroundings import installed

END = '<endEvent id="e"/>'
TEXT = {"type": "string", "title": "글"}


def reading(inside: str, name: str = "amount", *, besides: str = "", **forms: object) -> list[str]:
    found = readers(Subject(drawn(inside, **forms), installed(), None), name, besides=besides)
    assert all(bool(each.element) != bool(each.form) for each in found)
    return [each.element or f"form {each.form}" for each in found]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("total = amount + 1", True),
        ("amount = amount + 1", True),
        ('known = exists("amount")', True),
        ("known = exists('amount')", True),
        ("amount = 1", False),
        ('word = "amount"', False),
        ("total = length", False),
        ("total = {'amount': length}", False),
    ],
)
def test_a_script_that_uses_a_field_reads_it(text: str, read: bool) -> None:
    inside = script("a", text) + END + flows("begin>a", "a>e")
    assert reading(inside) == (["a"] if read else [])


def test_a_condition_instructions_a_due_day_and_a_parameter_read() -> None:
    inside = (
        '<exclusiveGateway id="which" default="no"/><endEvent id="e"/><endEvent id="f"/>'
        '<userTask id="look" name="검토" jorye:assign="starter" jorye:instructions="금액: {{ amount }}"/>'
        '<userTask id="wait" name="대기" jorye:assign="starter" jorye:due="today() + days(length)"/>'
        '<sequenceFlow id="yes" sourceRef="which" targetRef="look">'
        "<conditionExpression>amount &gt; 3</conditionExpression></sequenceFlow>"
        '<sequenceFlow id="no" sourceRef="which" targetRef="wait"/>' + flows("begin>which", "look>e", "wait>f")
    )
    assert reading(inside) == ["which", "look"]
    assert reading(inside, "length") == ["wait"]


def test_another_form_that_shows_a_field_or_calculates_with_it_reads_it() -> None:
    inside = '<userTask id="look" name="검토" jorye:assign="starter" jorye:form="opinion"/>' + END
    inside += flows("begin>look", "look>e")
    shown = {"amount": {**TEXT, "readOnly": True}}
    assert reading(inside, opinion=shown) == ["form opinion"]
    assert reading(inside, opinion={"said": {**TEXT, "x-show-if": "amount > 3"}}) == ["look", "form opinion"]
    rows = {"type": "object", "properties": {"part": {"type": "integer", "title": "몫", "x-computed": "amount"}}}
    assert reading(inside, opinion={"parts": {"type": "array", "title": "표", "items": rows}}) == [
        "look",
        "form opinion",
    ]
    assert reading(inside, opinion={"said": {**TEXT, "x-default": 'exists("amount")'}}) == ["form opinion"]
    assert reading(inside, opinion={"said": TEXT}) == []


def test_the_form_that_asks_for_the_field_is_left_out() -> None:
    inside = (
        '<userTask id="again" name="보완" jorye:assign="starter" jorye:form="request"'
        ' jorye:instructions="금액 {{ amount }}"/>' + END + flows("begin>again", "again>e")
    )
    rule = {"total": {"type": "integer", "title": "합계", "x-computed": "amount"}}
    again = {"request": {"amount": {"type": "integer", "title": "금액"}, **rule}}
    assert reading(inside, besides="request", **again) == ["again"]
    assert "form request" in reading(inside, **again)


def test_each_reader_is_named_once() -> None:
    inside = script("a", "one = amount\ntwo = amount") + END + flows("begin>a", "a>e")
    subject = Subject(drawn(inside), installed(), None)
    assert readers(subject, "amount") == (Reader(element="a"),)
