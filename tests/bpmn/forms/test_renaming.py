"""A field's other name goes with it into the form's own order, rules and expressions, and into nothing else."""

from __future__ import annotations

import pytest

from bpmn.expressions.renaming import rename_key, rename_variable
from bpmn.forms import Form
from bpmn.forms.editing import EditRefused, rename_field

DOCUMENT = {
    "type": "object",
    "title": "신청",
    "x-case-title": "name",
    "properties": {
        "name": {"type": "string", "title": "이름"},
        "amount": {"type": "integer", "title": "금액", "x-show-if": "name != None"},
        "costs": {
            "type": "array",
            "title": "내역",
            "x-widget": "rows",
            "items": {
                "type": "object",
                "required": ["price"],
                "properties": {
                    "price": {"type": "integer", "title": "단가"},
                    "total": {"type": "integer", "title": "합", "x-computed": "price * 2 if amount > 1 else price"},
                },
            },
        },
        "sum_of": {"type": "integer", "title": "합계", "x-computed": "sum([each.price for each in costs]) + amount"},
    },
    "required": ["name", "amount"],
    "x-sections": [{"title": "모두", "fields": ["name", "amount"]}],
    "x-checks": [{"expression": "amount > 0", "field": "amount", "message": "확인", "x-message-en": "Check"}],
    "dependentRequired": {"amount": ["name"]},
}


def test_a_renamed_field_is_renamed_wherever_the_form_uses_it() -> None:
    changed = rename_field(DOCUMENT, "amount", "금액")

    Form.read(changed, {})
    assert list(changed["properties"]) == ["name", "금액", "costs", "sum_of"]
    assert changed["required"] == ["name", "금액"]
    assert changed["x-sections"][0]["fields"] == ["name", "금액"]
    assert changed["x-checks"][0] == {**DOCUMENT["x-checks"][0], "expression": "금액 > 0", "field": "금액"}  # type: ignore[index]  # as written above
    assert changed["properties"]["sum_of"]["x-computed"] == "sum([each.price for each in costs]) + 금액"
    rows = changed["properties"]["costs"]["items"]["properties"]
    assert rows["total"]["x-computed"] == "price * 2 if 금액 > 1 else price"
    assert changed["dependentRequired"] == {"금액": ["name"]}


def test_the_field_that_names_the_case_is_renamed_with_it() -> None:
    changed = rename_field(DOCUMENT, "name", "title_of_case")
    assert changed["x-case-title"] == "title_of_case"
    assert changed["properties"]["amount"]["x-show-if"] == "title_of_case != None"


def test_a_field_of_rows_is_renamed_in_the_row_and_where_the_rows_are_read() -> None:
    changed = rename_field(DOCUMENT, "costs.price", "unit_price")

    rows = changed["properties"]["costs"]["items"]
    assert rows["required"] == ["unit_price"]
    assert rows["properties"]["total"]["x-computed"] == "unit_price * 2 if amount > 1 else unit_price"
    assert changed["properties"]["sum_of"]["x-computed"] == "sum([each.unit_price for each in costs]) + amount"
    Form.read(changed, {})


def test_a_name_that_another_field_has_is_refused() -> None:
    with pytest.raises(EditRefused, match="taken"):
        rename_field(DOCUMENT, "amount", "name")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amount + amount", "sum_ + sum_"),
        ('"amount" == amount', '"amount" == sum_'),
        ("amount.amount", "sum_.amount"),
        ('exists("amount.x") and amount', 'exists("sum_.x") and sum_'),
        ("[amount for amount in list_]", "[amount for amount in list_]"),
        ("[each for each in amount]", "[each for each in sum_]"),
        ('"한글" + amount', '"한글" + sum_'),
        ("amount +\n  amount", "sum_ +\n  sum_"),
        ("amount +", "amount +"),
    ],
)
def test_a_variable_is_renamed_where_it_is_read(text: str, expected: str) -> None:
    assert rename_variable(text, "amount", "sum_") == expected


def test_a_key_is_renamed_only_of_the_list_it_belongs_to() -> None:
    text = "[a.price for a in costs] + [b.price for b in others]"
    assert rename_key(text, "costs", "price", "cost") == "[a.cost for a in costs] + [b.price for b in others]"
