"""The grant's story told through the pages, as people without scripts see them: every form opens and can be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

import pytest
from starlette.applications import Starlette

from tasks.registers import documents
from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, application, programme_without_call, spending
from tests.kit.visitor import Page, Visitor
from workflows.site import create_site


def typed(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Write an answer as a page sends it: rows numbered, ticks as `true`, nothing for what is empty."""
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, each in enumerate(value):
                yield from typed(each, f"{before}{name}.{number}.")
        elif isinstance(value, bool):
            if value:
                yield f"{before}{name}", "true"
        elif value is not None:
            yield f"{before}{name}", value if isinstance(value, list) else str(value)


class StoryOnPages(SubsidyStory):
    """The same steps, each done on the page of its task."""

    site: Starlette
    opened: list[str]

    def finish(self, element: str, by: str, values: Mapping[str, Any] | None = None, *, index: int = 0) -> Self:
        page = self.page(element, by, index)
        answer = page.press("finish", dict(typed(values or {})))
        assert [] == answer.texts(".error-summary li")
        assert 200 == answer.status, " ".join(answer.texts("main"))
        self.city.run_due()
        return self

    def page(self, element: str, by: str, index: int = 0) -> Page:
        """Open the page of a task as a person."""
        visitor = Visitor(self.site)
        visitor.come_in(self.city, by)
        page = visitor.open(f"/tasks/{self.city.task(self.case, element, index).id}")
        assert 200 == page.status, " ".join(page.texts("main"))
        assert page.document is not None
        assert "answer" in [str(form.get("id")) for form in page.document.forms], " ".join(page.texts("main"))
        assert "{{" not in page.words
        self.opened.append(element)
        return page

    def letter(self, model: str) -> str:
        """Open a letter of the case as its applicant reads it."""
        with self.city.connection() as connection:
            found = [row for row in documents.of_case(connection, self.case) if row.body["letter"] == model]
        visitor = Visitor(self.site)
        visitor.come_in(self.city, self.applicant)
        return " ".join(visitor.open(f"/documents/{found[-1].id}").texts("article"))


@pytest.fixture
def story(city: City) -> StoryOnPages:
    """Give a case that applicant1 started on the page of the process."""
    programme = programme_without_call(city)
    city.publish("subsidy_case")
    site = create_site(city.services)
    visitor = Visitor(site)
    visitor.enter_as("applicant1")
    started = visitor.open("/start/subsidy_case/start_case").press(
        "finish", {"programme": programme, "guide_read": "true"}
    )
    assert 200 == started.status, started.words
    city.run_due()
    story = StoryOnPages(city, int(started.address.rsplit("/", 1)[1]))
    story.site, story.opened = site, []
    return story


def test_a_grant_is_carried_from_application_to_closing_on_the_pages(city: City, story: StoryOnPages) -> None:
    story.finish("application", "applicant1", application(starts_on=None))
    story.needs_supplement()
    story.finish("supplement", "applicant1", {"starts_on": "2027-04-01"})
    story.is_ready_to_decide().is_proposed()
    story.finish("review", "team_lead1", {"decision": "return", "return_reason": "조건 확인"})
    story.finish("draft", "officer1", {"draft_action": "submit"})
    story.is_signed().is_accepted().is_planned(28_000_000, 12_000_000).is_paid().is_checked().is_paid()
    city.set_time("2027-11-01T10:00+09:00")
    story.is_completed("2027-10-31").is_reported([spending(40_000_000, 5_000_000)], interest=12_345)
    story.finish("examine_settlement", "officer1", {"review_result": "correct", "correction_note": "영수증"})
    story.finish("correct_report", "applicant1", {"actual_interest": "12,345"})
    story.is_conforming().finish("opinion", "applicant1", {"opinion_answer": "none"})
    story.is_fixed(return_by="2027-12-15").is_returned(4_012_340, "2027-11-01").is_synced()
    assert "completed" == city.state(story.case)
    assert 36_000_000 == story.grant().fixed_amount
    assert "금4,012,340원(금사백일만이천삼백사십원)" in story.letter("fixing_notice")
    notice = story.letter("grant_notice")
    assert "20일 이내에 안양시장에게 서면으로" in notice
    assert 1 == notice.count("끝.")
    assert "AI정책과장 전결" in notice


def test_the_officer_reads_what_was_applied_for_beside_the_check(story: StoryOnPages) -> None:
    asked = story.page("application", "applicant1")
    assert asked.texts("p.form-about")[0].startswith("사업명과 동의만 있으면 제출할 수 있습니다.")
    story.finish("application", "applicant1", application())
    check = story.page("completeness", "officer1")
    [handed_in] = [link for link in check.links() if link.startswith("/tasks/")]
    assert handed_in in check.visitor.open(f"/cases/{story.case}").links()
    read = check.visitor.open(handed_in).texts("dd")
    assert "제조 공정 AI 불량 검출 도입" in read
    rows = "비목 AI 제품·서비스 도입비, 산출 근거 불량 검출 솔루션 1식, 보조금 40,000,000 원, 자부담 10,000,000 원"
    assert rows in read
    story.is_complete()
    own = Visitor(story.site)
    own.enter_as("applicant1")
    assert [handed_in] == [link for link in own.open(f"/cases/{story.case}").links() if link.startswith("/tasks/")]


def test_an_applicant_withdraws_on_the_page_of_the_case(city: City, story: StoryOnPages) -> None:
    story.finish("application", "applicant1", application())
    visitor = Visitor(story.site)
    visitor.enter_as("applicant1")
    [request] = [link for link in visitor.open(f"/cases/{story.case}").links() if "/messages/" in link]
    page = visitor.open(request)
    assert ["취하"] == page.texts("h1")
    unsure = page.press("finish", {"withdraw_reason": "사업 계획 변경"})
    assert 422 == unsure.status
    unsure.press("finish", {"withdraw_reason": "사업 계획 변경", "withdraw_sure": "true"})
    city.run_due()
    assert "withdrawn" == story.outcome()
    assert [] == story.open()


def test_a_document_is_started_and_approved_on_the_pages(city: City, story: StoryOnPages) -> None:
    city.publish("document_approval")
    visitor = Visitor(story.site)
    visitor.enter_as("officer1")
    written = {"title": "교육 추진계획", "body": "1. 추진 배경", "approver": "division_head", "spending": "true"}
    page = visitor.open("/start/document_approval/start_draft")
    refused = page.press("finish", written)
    assert "협조" in " ".join(refused.texts(".error-summary li"))
    both = ["budget_officer", "accounting_officer"]
    started = refused.press("finish", written | {"concurrence_roles": both})
    assert 200 == started.status, " ".join(started.texts("main"))
    city.run_due()
    story.case = int(started.address.rsplit("/", 1)[1])
    story.is_signed()
    assert "completed" == city.state(story.case)
    assert "AI정책과-1" == story.values()["approval"]["number"]


def test_a_reason_is_asked_for_only_once_a_decision_that_needs_one_is_chosen(story: StoryOnPages) -> None:
    story.finish("application", "applicant1", application()).is_ready_to_decide()
    page = story.page("propose", "officer1")
    assert "decision_reasons" not in page.fields()
    assert "decision_reasons" in page.press("refresh", {"decision_kind": "partial"}).fields()
    assert "decision_reasons" not in page.press("refresh", {"decision_kind": "full"}).fields()


def request_on_page(story: StoryOnPages, name: str, reason: str) -> Page:
    """Have the applicant send a request of the case; gives the page it leads to."""
    visitor = Visitor(story.site)
    visitor.enter_as("applicant1")
    case = visitor.open(f"/cases/{story.case}")
    assert case.document is not None
    [address] = case.document.xpath(f"//section[@aria-labelledby='actions-title']//a[normalize-space()='{name}']/@href")
    return visitor.open(address).press("finish", {"reason": reason})


def test_changes_and_abolition_are_asked_for_on_the_pages(city: City, story: StoryOnPages) -> None:
    story.finish("application", "applicant1", application()).is_ready_to_decide().is_proposed().is_signed()
    story.is_accepted()
    page = request_on_page(story, "변경 신청", "자재 공급이 늦어짐")
    assert "자재 공급이 늦어짐" == page.fields()["change_reason"]
    change = {"change_reason": "지연", "change_content": "period", "change_ends_on": "2027-12-15"}
    story.finish("change_application", "applicant1", change)
    story.finish("change_review", "officer1", {"change_opinion": "타당"})
    story.finish("change_decision", "division_head1", {"change_answer": "approve"})
    request_on_page(story, "폐지 신청", "폐업")
    story.finish("abolition_application", "applicant1", {"abolition_reason": "폐업", "abolition_spent": 0})
    story.finish("abolition_review", "officer1", {"abolition_opinion": "부득이함"})
    story.finish("abolition_decision", "division_head1", {"abolition_answer": "approve"})
    assert ["performance_report"] == story.open()
