"""Who may sit on a committee together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.composition import Seat, check_composition, most_of_one_sex, most_officials
from tasks.law.errors import LawError


def roster(women: int, men: int, officials: int = 0, **extra: Any) -> list[Seat]:
    """A vice mayor in the chair, `women` and `men` commissioned (one of them young), and officials ex officio."""
    seats = [Seat("vice_mayor", "ex_officio", role="chair")] if not officials else []
    seats += [Seat(f"official{number}", "ex_officio", official=True) for number in range(officials)]
    seats += [Seat(f"woman{number}", "commissioned", "female", young=number < 2) for number in range(women)]
    seats += [Seat(f"man{number}", "commissioned", "male") for number in range(men)]
    return [*seats, *extra.get("more", [])]


def codes(committee: str, seats: list[Seat], severity: str = "error", **exceptions: str) -> list[str]:
    return [each.code for each in check_composition(committee, seats, exceptions) if each.severity == severity]


@pytest.mark.parametrize(("women", "refused"), [(7, []), (8, []), (9, ["too_many_members"])])
def test_at_a9p1_at_most_fifteen_with_chair_and_vice_chair(women: int, refused: list[str]) -> None:
    assert refused == codes("ai_committee", roster(women, 6))


def test_at_a9p1_4_two_vice_chairs_are_refused() -> None:
    more = [Seat(f"vice{number}", "appointed", role="vice_chair") for number in range(2)]
    assert codes("ai_committee", roster(5, 5, more=more)) == ["vice_chairs"]


@pytest.mark.parametrize(("number", "most"), [(5, 3), (8, 4), (10, 6), (12, 7), (13, 7), (14, 8)])
def test_one_sex_has_at_most_sixty_percent_of_the_commissioned(number: int, most: int) -> None:
    assert most == most_of_one_sex(number)


@given(st.integers(0, 200))
def test_the_share_of_one_sex_is_never_above_six_tenths(number: int) -> None:
    assert most_of_one_sex(number) * 10 <= number * 6 < (most_of_one_sex(number) + 1) * 10


def test_imp_36_seven_of_ten_are_refused_unless_an_exception_was_resolved() -> None:
    assert codes("ai_committee", roster(6, 4)) == []
    assert codes("ai_committee", roster(7, 3)) == ["one_sex"]
    assert codes("ai_committee", roster(7, 3), one_sex="여성가족과-101") == []
    assert "one_sex" in codes("ai_committee", roster(7, 3), "warning", one_sex="여성가족과-101")


@pytest.mark.parametrize(("members", "officials", "allowed"), [(12, 3, True), (11, 3, False), (15, 4, False)])
def test_imp_07_officials_are_at_most_a_quarter_of_the_subsidy_committee(
    members: int, officials: int, allowed: bool
) -> None:
    private = members - officials
    refused = codes("subsidy_committee", roster(private // 2, private - private // 2, officials))
    assert allowed == ("officials" not in refused)
    assert allowed == (officials <= most_officials(members))


def test_the_ai_committee_has_no_limit_of_officials() -> None:
    assert codes("ai_committee", roster(3, 3, officials=6)) == []


def test_imp_37_a_fourth_committee_is_refused_unless_excepted() -> None:
    busy = [Seat("expert", "commissioned", "male", other_committees=3)]
    free = [Seat("expert", "commissioned", "male", other_committees=2)]
    assert codes("ai_committee", roster(4, 3, more=busy)) == ["committees"]
    assert codes("ai_committee", roster(4, 3, more=free)) == []
    assert codes("ai_committee", roster(4, 3, more=busy), committees="자치행정과-7") == []


def test_too_few_young_members_are_only_a_warning() -> None:
    seats = [Seat(f"m{number}", "commissioned", "male" if number % 2 else "female") for number in range(10)]
    assert codes("ai_committee", seats) == []
    assert codes("ai_committee", seats, "warning") == ["young"]


def test_a_very_small_committee_is_only_a_warning() -> None:
    assert codes("ai_committee", roster(1, 1)[:2], "warning") == ["too_few_members"]


def test_the_rules_of_a_day_before_the_ordinance_are_not_known() -> None:
    with pytest.raises(LawError, match="ai_committee"):
        check_composition("ai_committee", roster(5, 5), on=date(2025, 7, 14))
