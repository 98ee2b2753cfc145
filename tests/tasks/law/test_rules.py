"""Numbers of the law hold from a day to a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tasks.law.errors import LawError
from tasks.law.rules import in_force, only_row, table

ENDED = {"valid_from": date(2025, 7, 15), "valid_to": date(2026, 12, 31), "value": 1}
CURRENT = {"valid_from": date(2027, 1, 1), "value": 2}
DATA = Path(__file__).parents[3] / "tasks" / "law" / "data"


def test_a_rule_holds_on_its_first_and_last_day_and_not_outside() -> None:
    days = [date(2025, 7, 14), date(2025, 7, 15), date(2026, 12, 31), date(2027, 1, 1)]
    assert [in_force(ENDED, day) for day in days] == [False, True, True, False]


def test_an_amended_number_is_picked_by_the_day_and_without_one_the_present_is() -> None:
    rows = [ENDED, CURRENT]
    picked = [only_row(rows, day, "x")["value"] for day in (date(2026, 12, 31), date(2027, 1, 1), None)]
    assert picked == [1, 2, 2]


def test_two_rules_for_the_same_day_are_an_error_in_the_data() -> None:
    with pytest.raises(LawError, match="둘 이상"):
        only_row([CURRENT, CURRENT], date(2027, 1, 1), "x")


@pytest.mark.parametrize("name", [path.stem for path in DATA.glob("*.toml") if path.stem != "holidays"])
def test_every_number_has_its_first_day_and_its_source(name: str) -> None:
    for rows in table(name).values():
        assert all(row["source"] and row["valid_from"] <= row.get("valid_to", date.max) for row in rows)
