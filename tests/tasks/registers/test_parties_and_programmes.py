"""Who applies, for what, and when (조례 제6조, 제7조, 제11조)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from tasks.registers import budget, calls, parties, people, programmes
from tasks.registers.guard import GuardError

DAY = date(2027, 2, 1)


def applicant(connection: Connection) -> int:
    found = parties.find(connection, "1234567891")
    assert found is not None
    return found.id


def registered(connection: Connection, **more: str) -> int:
    given = {"business_no": "220-81-62517", "representative": "대표", **more}
    return parties.register(connection, "corporation", "새 회사", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("123-45-67890", "business_no_wrong"),
        ("000-00-00000", "business_no_wrong"),
        ("123-45-67891", "business_no_taken"),
    ],
)
def test_a_business_number_is_right_and_not_yet_taken(town: Connection, number: str, code: str) -> None:
    with pytest.raises(GuardError, match=code):
        registered(town, business_no=number)


def test_a_new_corporate_number_has_no_check_digit_to_fail(town: Connection) -> None:
    assert registered(town, corporate_no="134111-0045126")


def test_a_corporate_number_has_thirteen_digits(town: Connection) -> None:
    with pytest.raises(GuardError, match="corporate_no_wrong"):
        registered(town, corporate_no="134111-004512")


def test_numbers_are_kept_as_digits_and_written_with_hyphens(town: Connection) -> None:
    found = parties.get(town, applicant(town))

    assert ("1234567891", "123-45-67891") == (found.business_no, found.business_no_written)


def test_a_person_finds_the_parties_they_act_for(town: Connection) -> None:
    login = people.by_login(town, "applicant1").id

    assert ["주식회사 안양에이아이"] == [each.name for each in parties.parties_of(town, login)]
    assert frozenset({login}) == parties.people_of(town, applicant(town))


@pytest.mark.parametrize(("on", "kinds"), [(date(2028, 3, 31), {"sme", "venture"}), (date(2028, 4, 1), {"venture"})])
def test_a_certificate_holds_to_its_last_day_at_a7i2_5(town: Connection, on: date, kinds: set[str]) -> None:
    assert kinds == parties.valid_certificates(town, applicant(town), on)


def test_a_revoked_certificate_holds_no_longer(town: Connection) -> None:
    town.execute(parties.certificate.update().values(revoked_on=DAY))

    assert frozenset() == parties.valid_certificates(town, applicant(town), DAY)


@pytest.mark.parametrize(("on", "excluded"), [(date(2028, 3, 1), True), (date(2028, 3, 2), False)])
def test_an_exclusion_ends_with_its_last_day_imp_12(town: Connection, on: date, excluded: bool) -> None:
    parties.exclude(town, applicant(town), from_day=date(2026, 3, 2), until_day=date(2028, 3, 1), ground="법령 위반")

    assert excluded == (parties.excluded_until(town, applicant(town), on) is not None)


def test_an_excluded_company_does_not_come_back_under_a_new_name(town: Connection) -> None:
    parties.exclude(town, applicant(town), from_day=DAY, until_day=date(2028, 1, 31), ground="거짓 신청")
    again = registered(town, corporate_no="134111-0045125")

    assert date(2028, 1, 31) == parties.excluded_until(town, again, DAY)


def programme(town: Connection, **more: object) -> None:
    given: dict[str, object] = {
        "title_ko": "새 사업", "title_en": "New", "purpose": "growth_base", "bases": ("A6I2",), "fiscal_year": 2027,
        "budget_line_id": budget.get(town, "ai_rnd", 2027).id, **more,
    }  # fmt: skip
    programmes.add(town, "new", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"bases": ()}, "basis_needed"),
        ({"bases": ("A5P1",)}, "basis_needed"),
        ({"purpose": ""}, "purpose_needed"),
        ({"bases": ("A6I9",)}, "finding_needed"),
        ({"bases": ("A6I2", "A7I4")}, "finding_needed"),
    ],
)
def test_a_programme_names_its_basis_and_purpose_at_a6_1(town: Connection, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(GuardError, match=code):
        programme(town, **wrong)


def test_the_first_of_several_bases_is_the_primary_one_at_a6_2(town: Connection) -> None:
    programme(town, bases=("A7I3", "A6I2"))

    assert ("A7I3", "A6I2") == programmes.bases_of(town, "new")


def test_an_unknown_budget_line_says_which_year(town: Connection) -> None:
    with pytest.raises(GuardError) as raised:
        budget.get(town, "ai_rnd", 2026)

    assert raised.value.text("ko").startswith("2026년 예산 과목 ai_rnd")


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "accepted"),
    [
        (date(2027, 2, 1), date(2027, 2, 15), False),
        (date(2027, 2, 1), date(2027, 2, 16), True),
        (date(2027, 1, 25), date(2027, 2, 9), False),
        (date(2027, 1, 25), date(2027, 2, 10), True),
    ],
)
def test_a_call_is_open_for_fifteen_days_imp_02(
    town: Connection, opens_on: date, closes_on: date, accepted: bool
) -> None:
    programme(town)
    if accepted:
        assert calls.announce(town, "new", opens_on=opens_on, closes_on=closes_on)
    else:
        with pytest.raises(GuardError, match="call_too_short"):
            calls.announce(town, "new", opens_on=opens_on, closes_on=closes_on)


def test_a_re_call_may_be_shorter_and_names_the_first_imp_03(town: Connection) -> None:
    programme(town)
    first = calls.announce(town, "new", opens_on=DAY, closes_on=date(2027, 2, 16))

    again = calls.announce(
        town, "new", opens_on=date(2027, 3, 1), closes_on=date(2027, 3, 5), shorter_reason="re_call", recall_of=first
    )

    assert first == calls.get(town, again).recall_of


def test_a_call_takes_applications_to_its_last_day_imp_09(town: Connection) -> None:
    call = calls.open_on(town, "ai_adoption_2027", date(2027, 3, 5))

    assert call is not None
    assert calls.open_on(town, "ai_adoption_2027", date(2027, 3, 6)) is None
