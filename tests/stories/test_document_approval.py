"""A document from its draft to its dispatch: reviewed in order, concurred side by side, signed, numbered."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tasks.registers import deputies, documents
from tests.kit.city import City
from tests.kit.subsidy import index_for
from workflows.errors import AnswerRefused, MustBeAnotherPerson, NotYours
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.reask_candidates import reask_candidates

PLAN: dict[str, Any] = {
    "title": "인공지능 교육 추진계획",
    "body": "1. 추진 배경 …",
    "recipient": "내부결재",
    "spending": True,
    "review_roles": ["team_lead"],
    "concurrence_roles": ["budget_officer", "accounting_officer"],
    "approver": "division_head",
}
AGREE = {"decision": "agree"}


def drafted(city: City, by: str = "officer1", **changes: Any) -> int:
    """Start a document."""
    return city.start("document_approval", by=by, values=PLAN | changes)


def concur(city: City, case: int, login: str, answer: dict[str, Any] | None = None) -> None:
    """Concur as one of the offices asked."""
    city.finish(case, "concur", login, answer or AGREE, index=index_for(city, case, "concur", login))


def to_the_approver(city: City, case: int) -> None:
    """Review and concur."""
    city.finish(case, "review", "team_lead1", AGREE)
    concur(city, case, "budget1")
    concur(city, case, "accounting1")


def approval(city: City, case: int) -> dict[str, Any]:
    """Give what came of the document."""
    return dict(city.values(case)["approval"])


def marks(city: City, case: int) -> list[tuple[str, str, str]]:
    """List the signatures: mark, name of the post, capacity."""
    with city.connection() as connection:
        document = documents.of_case(connection, case)[-1]
        return [(each.mark, each.post_name, each.capacity) for each in documents.marks_of(connection, document.id)]


def test_a_document_goes_along_its_line_and_is_numbered_and_sent(city: City) -> None:
    case = drafted(city)
    assert ["review"] == city.open_tasks(case)
    city.finish(case, "review", "team_lead1", {"decision": "agree", "opinion": "이상 없음"})
    assert ["concur", "concur"] == city.open_tasks(case)
    concur(city, case, "accounting1")
    concur(city, case, "budget1")
    city.finish(case, "approve", "division_head1", AGREE)
    assert "completed" == city.state(case)
    done = approval(city, case)
    assert ("approved", "AI정책과-1", date(2027, 1, 4)) == (done["result"], done["number"], done["approved_on"])
    assert [
        ("draft", "주무관", "own"), ("review", "AI정책팀장", "own"), ("concur", "회계 담당", "own"),
        ("concur", "예산 담당", "own"), ("approve", "AI정책과장", "delegated"),
    ] == marks(city, case)  # fmt: skip


def test_a_divisions_numbers_have_no_gaps(city: City) -> None:
    numbers = []
    for title in ("첫째", "둘째", "셋째"):
        case = drafted(city, title=title)
        to_the_approver(city, case)
        if title == "둘째":
            answer = {"decision": "return", "return_reason": "다시"}
            city.finish(case, "approve", "division_head1", answer)
            city.finish(case, "draft", "officer1", {"title": title, "body": "본문", "draft_action": "withdraw"})
            assert "withdrawn" == approval(city, case)["result"]
            continue
        city.finish(case, "approve", "division_head1", AGREE)
        numbers.append(approval(city, case)["number"])
    assert ["AI정책과-1", "AI정책과-2"] == numbers


def test_the_mayor_signs_in_his_own_right_and_everybody_else_by_delegation(city: City) -> None:
    case = drafted(city, approver="mayor", review_roles=["team_lead", "division_head", "bureau_chief", "vice_mayor"])
    for reviewer in ("team_lead1", "division_head1", "bureau_chief1", "vice_mayor"):
        assert ["review"] == city.open_tasks(case)
        city.finish(case, "review", reviewer, AGREE)
    concur(city, case, "budget1")
    concur(city, case, "accounting1")
    city.finish(case, "approve", "mayor", AGREE)
    assert ("approve", "시장", "own") == marks(city, case)[-1]


def test_a_deputy_signs_for_an_absent_approver_as_a_proxy(city: City) -> None:
    with city.unit_of_work() as uow:
        deputies.record_absence(uow.connection, city.person("mayor"), date(2027, 1, 4), date(2027, 1, 8), "출장")
    case = drafted(city, approver="mayor")
    to_the_approver(city, case)
    city.finish(case, "approve", "vice_mayor", AGREE)
    assert ("approve", "부시장", "proxy") == marks(city, case)[-1]
    assert "proxy" == approval(city, case)["capacity"]


def test_who_acts_for_an_approver_who_goes_away_later_finds_the_waiting_document(city: City) -> None:
    case = drafted(city, approver="mayor")
    to_the_approver(city, case)
    with city.unit_of_work() as uow:
        deputies.record_absence(uow.connection, city.person("mayor"), date(2027, 1, 4), date(2027, 1, 8), "출장")
    assert 1 == reask_candidates(city.services, now=city.clock.now()).changed
    assert 0 == reask_candidates(city.services, now=city.clock.now()).changed
    with pytest.raises(NotYours):
        city.finish(case, "approve", "mayor", AGREE)
    city.finish(case, "approve", "vice_mayor", AGREE)
    assert "proxy" == approval(city, case)["capacity"]


def test_a_document_that_its_approver_claimed_is_free_again_when_the_approver_goes_away(city: City) -> None:
    case = drafted(city, approver="mayor")
    to_the_approver(city, case)
    with city.unit_of_work() as uow:
        claim_user_task(uow, city.task(case, "approve").id, actor=city.person("mayor"), now=city.clock.now())
        deputies.record_absence(uow.connection, city.person("mayor"), date(2027, 1, 4), date(2027, 1, 8), "출장")
    reask_candidates(city.services, now=city.clock.now())
    city.finish(case, "approve", "vice_mayor", AGREE)
    assert "approved" == approval(city, case)["result"]


def test_the_approver_who_comes_back_finds_the_document_again(city: City) -> None:
    with city.unit_of_work() as uow:
        deputies.record_absence(uow.connection, city.person("mayor"), date(2027, 1, 4), date(2027, 1, 8), "출장")
    case = drafted(city, approver="mayor")
    to_the_approver(city, case)
    city.set_time("2027-01-11T09:00+09:00")
    reask_candidates(city.services, now=city.clock.now())
    city.finish(case, "approve", "mayor", AGREE)
    assert "own" == approval(city, case)["capacity"]


def test_reviewers_review_one_after_another_and_only_in_their_turn(city: City) -> None:
    case = drafted(city, review_roles=["team_lead", "division_head"], approver="bureau_chief")
    with pytest.raises(NotYours):
        city.finish(case, "review", "division_head1", AGREE)
    city.finish(case, "review", "team_lead1", AGREE)
    city.finish(case, "review", "division_head1", AGREE)
    assert ["concur", "concur"] == city.open_tasks(case)


def test_a_reviewer_returns_the_document_with_a_reason_and_the_line_begins_anew(city: City) -> None:
    case = drafted(city)
    with pytest.raises(AnswerRefused, match="return_reason"):
        city.finish(case, "review", "team_lead1", {"decision": "return"})
    city.finish(case, "review", "team_lead1", {"decision": "return", "return_reason": "예산액 확인"})
    assert ["draft"] == city.open_tasks(case)
    assert "팀장 김지호: 예산액 확인" == city.values(case)["returned_note"]
    again = {"title": "고친 제목", "body": "고친 본문", "draft_action": "submit"}
    city.finish(case, "draft", "officer1", again)
    to_the_approver(city, case)
    city.finish(case, "approve", "division_head1", AGREE)
    with city.connection() as connection:
        document = documents.of_case(connection, case)[-1]
    assert ("고친 제목", 2) == (document.title, document.version)


def test_one_return_among_the_concurring_offices_takes_the_document_back_from_all(city: City) -> None:
    case = drafted(city)
    city.finish(case, "review", "team_lead1", AGREE)
    concur(city, case, "budget1", {"decision": "return", "return_reason": "예산 과목이 다름"})
    assert ["draft"] == city.open_tasks(case)
    assert "예산 담당 오태린: 예산 과목이 다름" == city.values(case)["returned_note"]


def test_against_a_disagreement_the_common_superior_decides_with_a_reason(city: City) -> None:
    case = drafted(city)
    city.finish(case, "review", "team_lead1", AGREE)
    concur(city, case, "budget1", {"decision": "disagree", "opinion": "시기가 이름"})
    concur(city, case, "accounting1")
    with pytest.raises(AnswerRefused, match="opinion"):
        city.finish(case, "approve", "division_head1", AGREE)
    city.finish(case, "approve", "division_head1", {"decision": "agree", "opinion": "상반기에 필요함"})
    assert "approved" == approval(city, case)["result"]


def test_the_drafter_recalls_a_document_that_came_back(city: City) -> None:
    case = drafted(city)
    city.finish(case, "review", "team_lead1", {"decision": "return", "return_reason": "보류"})
    city.finish(case, "draft", "officer1", {"title": "보류", "body": "본문", "draft_action": "withdraw"})
    assert "completed" == city.state(case)
    assert ("withdrawn", None) == (approval(city, case)["result"], approval(city, case)["number"])


def test_only_the_drafter_takes_a_returned_document_up_again(city: City) -> None:
    case = drafted(city)
    city.finish(case, "review", "team_lead1", {"decision": "return", "return_reason": "수정"})
    with pytest.raises((NotYours, MustBeAnotherPerson)):
        city.finish(case, "draft", "officer2", {"title": "제목", "body": "본문", "draft_action": "submit"})


def test_a_team_lead_who_drafts_does_not_review(city: City) -> None:
    case = drafted(city, by="team_lead1")
    assert ["concur", "concur"] == city.open_tasks(case)


def test_a_document_that_needs_no_concurrence_goes_straight_to_its_approver(city: City) -> None:
    case = drafted(city, spending=False, concurrence_roles=[], review_roles=[])
    assert ["approve"] == city.open_tasks(case)


def test_IMP_32_a_line_about_spending_without_budget_or_accounting_is_refused(city: City) -> None:
    from bpmn.bundle import Bundle
    from bpmn.forms import Form
    from tasks.law.functions import FUNCTIONS
    from tests.kit.city import CATALOGUE

    document = Bundle.read(CATALOGUE / "document_approval").form("document_approval", "start_document")
    form = Form.read(document, FUNCTIONS)
    both = ["budget_officer", "accounting_officer"]
    for concurring in ([], both[:1], both[1:]):
        errors = form.check(PLAN | {"concurrence_roles": concurring}, {}, None).errors
        assert ["concurrence_roles"] == [error.field_path for error in errors]
    assert () == form.check(PLAN, {}, None).errors


def test_IMP_32_the_engine_refuses_such_a_line_whoever_hands_it_in(city: City) -> None:
    with pytest.raises(Exception, match="concurrence_missing"):
        city.start_past_form("document_approval", "officer1", PLAN | {"concurrence_roles": ["budget_officer"]})
