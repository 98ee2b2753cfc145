"""What a programme must rest on before anybody can apply to it, and who may take part (조례 제1조, 제6조, 제7조)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tasks.registers import calls, parties, programmes
from tasks.registers.guard import GuardError
from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_on
from tests.kit.visitor import Visitor
from workflows.errors import AnswerRefused
from workflows.site import create_site

OPENS, LAST, TOO_EARLY = date(2027, 1, 4), date(2027, 1, 19), date(2027, 1, 18)
ALONE = "산·학·연 협력 사업인데 함께하는 대학이나 연구기관이 없습니다"
UNIVERSITY = {"name": "안양대학교 산학협력단", "kind": "university"}
INSTITUTE = {"name": "한국로봇연구원", "kind": "institute"}
COMPANY = {"name": "주식회사 협력", "kind": "company"}
ABROAD = {"name": "Institut für KI", "kind": "institute", "country": "독일"}


def entered(city: City, **changes: Any) -> str:
    """Enter a programme of 2027 that gives money, and give its code."""
    given = {
        "title_ko": "새 사업", "title_en": "New", "purpose": "growth_base", "bases": ("A6I2",), "fiscal_year": 2027,
        "budget_line_id": 1, **changes,
    }  # fmt: skip
    with city.unit_of_work() as uow:
        programmes.add(uow.connection, "new", **given)
    return "new"


def called(city: City, programme: str, closes_on: date = LAST) -> str:
    """Announce the call of a programme, open from today."""
    with city.unit_of_work() as uow:
        calls.announce(uow.connection, programme, opens_on=OPENS, closes_on=closes_on)
    return programme


def cooperating(city: City, *partners: dict[str, str]) -> SubsidyStory:
    return SubsidyStory.filed(city, programme_on(city, "A6I4"), partners=list(partners)).is_complete()


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        pytest.param({"purpose": ""}, "purpose_needed", id="AT-A1-1: without a purpose"),
        pytest.param({"bases": ()}, "basis_needed", id="AT-A6-1: without an item of article 6 or 7"),
        pytest.param({"bases": ("A5P1",)}, "basis_needed", id="AT-A7: on an article that gives no support"),
        pytest.param({"bases": ("A6I9",)}, "finding_needed", id="AT-A6I9: without the mayor's written finding"),
        pytest.param({"bases": ("A7I4",)}, "finding_needed", id="AT-A7I4: without the mayor's written finding"),
    ],
)
def test_nobody_can_apply_to_a_programme_that_does_not_say_what_it_rests_on(
    city: City, wrong: dict[str, Any], refused: str
) -> None:
    with pytest.raises(GuardError, match=refused):
        entered(city, **wrong)

    with pytest.raises(AnswerRefused) as refusal:
        SubsidyStory.started(city, "new")
    assert ["programme"] == [error.field_path for error in refusal.value.errors]


@pytest.mark.parametrize("basis", ["A6I9", "A7I4"])
def test_AT_A6I9_what_the_mayor_found_necessary_in_writing_takes_applications(city: City, basis: str) -> None:
    programme = called(city, entered(city, bases=(basis,), finding_document="AI정책과-1"))

    assert ["application"] == SubsidyStory.started(city, programme).open()


def test_AT_A6_1_a_programme_without_an_item_can_open_no_call(city: City) -> None:
    programme = entered(city)
    with city.unit_of_work() as uow:
        uow.connection.execute(programmes.programme_basis.delete())

    with pytest.raises(GuardError, match="basis_needed"):
        called(city, programme)
    assert "제7조" in SubsidyStory.started_past_form(city, programme).values()["error_message"]


def test_AT_A6_2_of_several_items_the_first_is_the_primary_one(city: City) -> None:
    story = SubsidyStory.started(city, called(city, entered(city, bases=("A7I3", "A6I2"))))

    basis = story.values()["basis"]
    assert ["A7I3", "A6I2"] == basis["bases"]
    assert (True, "A7I3", True) == (basis["size_test"], basis["size_clause"], basis["operator_test"])


def test_AT_A4_3_and_IMP_02_the_subsidy_ordinance_keeps_a_call_open_for_fifteen_days(city: City) -> None:
    programme = entered(city)
    with pytest.raises(GuardError, match="call_too_short"):
        called(city, programme, TOO_EARLY)
    called(city, programme)

    city.set_time("2027-01-19T23:59+09:00")
    assert ["application"] == SubsidyStory.started(city, programme).open()
    city.set_time("2027-01-20T00:00+09:00")
    with pytest.raises(AnswerRefused):
        SubsidyStory.started(city, programme)


@pytest.mark.parametrize("funding", ["direct", "endowment", "entrustment", "administrative"])
def test_AT_A6I6_what_the_city_runs_itself_is_no_grant_to_anybody(city: City, funding: str) -> None:
    programme = called(city, entered(city, bases=("A6I6",), funding_type=funding))

    story = SubsidyStory.started_past_form(city, programme)

    assert ("completed", []) == (city.state(story.case), story.open())
    assert "경비를 지원하지 않는" in story.values()["error_message"]


def test_AT_A6I4_a_consortium_has_one_grantee_and_its_members_are_recorded(city: City) -> None:
    story = cooperating(city, UNIVERSITY, INSTITUTE)
    assert [] == story.values()["findings"]["finding"]

    story.is_eligible().is_examined().is_proposed().is_signed()

    assert story.values()["basis"]["party_id"] == story.grant().party_id
    assert ["university", "institute"] == [each["kind"] for each in story.values()["partners"]]


@pytest.mark.parametrize("partners", [[], [COMPANY]], ids=["alone", "with a company"])
def test_AT_A6I4_companies_among_themselves_are_put_to_a_person(city: City, partners: list[dict[str, str]]) -> None:
    story = cooperating(city, *partners)

    assert ([ALONE], ["check"]) == (story.values()["findings"]["finding"], story.values()["findings"]["effect"])
    with pytest.raises(AnswerRefused, match="eligibility_reason"):
        story.is_eligible()
    story.is_eligible(eligibility_reason="협약이 곧 맺어짐")
    assert ["examination"] == story.open()


def test_AT_A6I5_who_applies_for_training_is_never_asked_for_a_resident_number(city: City) -> None:
    story = SubsidyStory.started(city, programme_on(city, "A6I5"))
    applicant = Visitor(create_site(city.services))
    applicant.come_in(city, "applicant1")

    page = applicant.open(f"/tasks/{city.task(story.case, 'application').id}")

    assert "주민등록번호는 받지 않습니다" in page.words
    assert [] == [label for label in page.texts("label") if "주민등록번호" in label]


def test_AT_A6I7_a_partner_abroad_needs_no_business_number_and_is_no_grantee(city: City) -> None:
    story = SubsidyStory.filed(city, programme_on(city, "A6I7"), partners=[ABROAD]).is_complete()
    assert ([], "독일") == (story.values()["findings"]["finding"], story.values()["partners"][0]["country"])

    with pytest.raises(GuardError, match="business_no_wrong"), city.unit_of_work() as uow:
        parties.register(uow.connection, "organisation", ABROAD["name"], business_no="", representative="x")
    stranger = SubsidyStory.started_past_form(city, "of_one_item", by="member2")
    assert ("completed", []) == (city.state(stranger.case), stranger.open())
    assert "신청할 기업·단체가 연결되어 있지 않습니다" in stranger.values()["error_message"]


@pytest.mark.parametrize("basis", ["A6I5", "A7I3"])
def test_only_cooperation_asks_who_takes_part(city: City, basis: str) -> None:
    story = SubsidyStory.started(city, programme_on(city, basis))
    applicant = Visitor(create_site(city.services))
    applicant.come_in(city, "applicant1")

    assert "함께하는 기관" not in applicant.open(f"/tasks/{city.task(story.case, 'application').id}").words
