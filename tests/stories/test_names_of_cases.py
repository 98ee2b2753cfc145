"""Cases are told apart at a glance: by what they are about, who applies, and their number."""

from __future__ import annotations

from urllib.parse import quote

from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, application, programme_without_call
from tests.kit.visitor import Visitor
from workflows.site import create_site


def test_two_applications_of_one_company_do_not_look_alike(city: City) -> None:
    programme = programme_without_call(city)
    SubsidyStory.filed(city, programme, project_title="불량 검출 도입")
    second = SubsidyStory.filed(city, programme, project_title="물류 로봇 실증")
    officer = Visitor(create_site(city.services))
    officer.enter_as("officer1")

    cases = officer.open("/cases").texts("tbody th")
    assert cases == [
        f"지방보조금 교부 · 주식회사 안양에이아이 · {about}" for about in ("물류 로봇 실증", "불량 검출 도입")
    ]
    lines = officer.open("/").texts(".task-meta")
    assert all(about in line for about, line in zip(("불량 검출 도입", "물류 로봇 실증"), lines, strict=True))
    assert all("지방보조금 교부 2027-000" in line for line in lines)
    page = officer.open(f"/cases/{second.case}")
    assert page.texts("h1") == ["지방보조금 교부 · 주식회사 안양에이아이 · 물류 로봇 실증"]
    assert "지방보조금 교부 2027-0002" in page.texts(".case-head dd")
    assert officer.open("/cases?q=로봇").texts("tbody th") == cases[:1]


def test_a_case_is_found_by_its_number_as_it_is_shown_in_both_languages(city: City) -> None:
    programme = programme_without_call(city)
    SubsidyStory.filed(city, programme)
    SubsidyStory.filed(city, programme)
    officer = Visitor(create_site(city.services))
    officer.enter_as("officer1")
    for language in ("ko", "en"):
        officer.post("/language", {"csrf": officer.csrf("/"), "language": language, "next": "/"})
        [shown, other] = officer.open("/cases").texts("tbody td")[::5]
        assert shown.endswith(" 2027-0002")
        assert officer.open(f"/cases?q={quote(shown)}").texts("tbody td")[::5] == [shown]
        assert other in " ".join(officer.open(f"/?q={quote(other)}").texts(".task-meta"))
        assert shown not in " ".join(officer.open(f"/?q={quote(other)}").texts(".task-meta"))
    assert shown == "Local subsidy case 2027-0002"


def test_before_anybody_said_what_it_is_about_the_case_bears_the_applicants_name(city: City) -> None:
    story = SubsidyStory.started(city, programme_without_call(city))
    applicant = Visitor(create_site(city.services))
    applicant.enter_as("applicant1")
    assert applicant.open(f"/cases/{story.case}").texts("h1") == ["지방보조금 교부 · 주식회사 안양에이아이"]


def test_a_supplement_that_renames_the_project_renames_the_case(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), project_title="첫 이름").needs_supplement()
    story.finish("supplement", "applicant1", application(project_title="고친 이름"))
    applicant = Visitor(create_site(city.services))
    applicant.enter_as("applicant1")
    assert applicant.open(f"/cases/{story.case}").texts("h1")[0].endswith("· 고친 이름")
