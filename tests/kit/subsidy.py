"""One grant's story, told in the words of those who act in it; every step is a task that a person finishes.

story = SubsidyStory.filed(city, programme_without_call(city))
story.is_complete().is_eligible().is_examined().is_proposed().is_signed()
assert story.outcome() == "granted"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from sqlalchemy import Row, select

from tasks.law.ladder import approver_role
from tasks.registers import budget, documents, grants, ledger, parties, programmes
from tests.kit.city import City
from workflows.records.candidate import candidate

PROJECT = "제조 공정 AI 불량 검출 도입"
LADDER = {
    "division_head": "division_head1",
    "bureau_chief": "bureau_chief1",
    "vice_mayor": "vice_mayor",
    "mayor": "mayor",
}


def programme_without_call(city: City, reason: str = "disaster_or_unavoidable", *, line: str = "ai_adoption") -> str:
    """Enter a programme that gives money without an open call, for one of the six reasons."""
    code = f"direct_{reason}"
    with city.unit_of_work() as uow:
        row = budget.get(uow.connection, line, 2027)
        programmes.add(
            uow.connection, code, title_ko="2027년 인공지능 긴급 도입 지원", title_en="Urgent AI adoption 2027",
            purpose="competitiveness", bases=("A7I3",), fiscal_year=2027, budget_line_id=row.id,
            no_call_reason=reason, no_call_explanation="집중호우로 공모할 수 없음",
        )  # fmt: skip
    return code


def programme_on(city: City, basis: str) -> str:
    """Enter a programme that rests on one item of the ordinance, for applicants of whom no certificate is on record."""
    with city.unit_of_work() as uow:
        uow.connection.execute(parties.certificate.delete())
        programmes.add(
            uow.connection, "of_one_item", title_ko="한 호에 따른 사업", title_en="On one item",
            purpose="competitiveness", bases=(basis,), fiscal_year=2027, budget_line_id=1,
            no_call_reason="designated_gift",
        )  # fmt: skip
    return "of_one_item"


def appropriate(city: City, amount: int, *, line: str = "ai_adoption") -> None:
    """Let the council decide more money for a budget line."""
    with city.unit_of_work() as uow:
        row = budget.get(uow.connection, line, 2027)
        voucher = ledger.Voucher(f"test/appropriate/{line}/{amount}", city.clock.now())
        ledger.appropriate(uow.connection, row.id, amount, voucher)


def application(subsidy: int = 40_000_000, own: int = 10_000_000, **changes: Any) -> dict[str, Any]:
    """Give a complete application form."""
    return {
        "applicant_address": "경기도 안양시 동안구 시민대로 000",
        "project_title": PROJECT,
        "project_purpose": "불량을 사람 눈보다 먼저 찾는다",
        "project_content": "영상 인식 모델 도입, 현장 적용, 효과 측정",
        "business_overview": "전자부품 제조",
        "starts_on": "2027-04-01",
        "ends_on": "2027-10-31",
        "expected_effect": "불량률 30% 감소",
        "ai_abilities": ["perception"],
        "budget_rows": [
            {"category": "ai_product", "detail": "불량 검출 솔루션 1식", "subsidy": subsidy, "own": own},
        ],
        "own_share_plan": "자체 자금",
        "expected_income": 0,
        "assets_liabilities": "자산 12억원, 부채 3억원",
        "certificate_kind": "sme",
        "certificate_no": "SME-0000-0001",
        "certificate_from": "2026-04-01",
        "certificate_to": "2027-03-31",
        "consent_privacy": True,
        "consent_sharing": True,
    } | changes


def spending(subsidy: int, own: int, *, on: str = "2027-06-15", **more: Any) -> dict[str, Any]:
    """Give one row of the settlement report."""
    return {"spent_on": on, "category": "ai_product", "payee": "비전솔루션", "subsidy": subsidy, "own": own} | more


class SubsidyStory:
    """Drives one case; each step finishes exactly one task (or one line of tasks) as the person who may."""

    def __init__(self, city: City, case: int, applicant: str = "applicant1") -> None:
        self.city, self.case, self.applicant = city, case, applicant

    # --- application and examination

    @classmethod
    def started(cls, city: City, programme: str, by: str = "applicant1") -> Self:
        """Start a case for a programme."""
        case = city.start("subsidy_case", by=by, values={"programme": programme, "guide_read": True})
        return cls(city, case, by)

    @classmethod
    def started_past_form(cls, city: City, programme: str, by: str = "applicant1") -> Self:
        """Start a case for a programme that the start form does not offer."""
        return cls(city, city.start_past_form("subsidy_case", by=by, values={"programme": programme}), by)

    @classmethod
    def filed(cls, city: City, programme: str, by: str = "applicant1", **changes: Any) -> Self:
        """Start a case and file the application."""
        story = cls.started(city, programme, by)
        return story.finish("application", by, application(**changes))

    def is_complete(self) -> Self:
        """Have the officer find everything there."""
        return self.finish("completeness", "officer1", {"completeness_result": "complete"})

    def needs_supplement(self, items: str = "사업 시작·완료 예정일", days: int = 10) -> Self:
        """Have the officer ask for what is missing."""
        answer = {"completeness_result": "supplement", "supplement_items": items, "supplement_days": days}
        return self.finish("completeness", "officer1", answer)

    def is_eligible(self, **more: Any) -> Self:
        """Have the officer confirm eligibility."""
        return self.finish("eligibility_review", "officer1", {"eligibility_result": "eligible", **more})

    def is_examined(self, **more: Any) -> Self:
        """Have the officer answer the four points."""
        points = dict.fromkeys(("exam_fit", "exam_content", "exam_arithmetic", "exam_own_share"), "yes")
        return self.finish("examination", "officer1", points | {"examination_note": "적정합니다"} | more)

    def is_ready_to_decide(self, **more: Any) -> Self:
        """Go from the filed application to the proposed decision, without a committee."""
        return self.is_complete().is_eligible(**more).is_examined()

    # --- the decision

    def is_proposed(self, kind: str = "full", **more: Any) -> Self:
        """Have the officer propose a decision."""
        own = {} if kind == "refused" else {"own_planned": 10_000_000}
        conditions = {} if kind == "refused" else {"conditions": "1. 목적 외로 쓰지 않는다."}
        return self.finish("propose", "officer1", {"decision_kind": kind, **own, **conditions, **more})

    def is_signed(self, approver: str = "division_head1") -> Self:
        """Let the document go along its line to its approver."""
        while "review" in self.open():
            reviewer = "team_lead1" if self.may("review", "team_lead1") else "division_head1"
            self.finish("review", reviewer, {"decision": "agree"})
        theirs = index_for(self.city, self.case, "concur", "budget1")
        self.finish("concur", "budget1", {"decision": "agree"}, index=theirs)
        self.finish("concur", "accounting1", {"decision": "agree"})
        return self.finish("approve", approver, {"decision": "agree"})

    def is_granted(self, amount: int = 40_000_000) -> Self:
        """Go from the filed application to the grant in full, signed by whom the ladder names."""
        return self.is_ready_to_decide().is_proposed().is_signed(LADDER[approver_role(amount)])

    # --- acceptance and payment

    def is_accepted(self, **more: Any) -> Self:
        """Have the grantee accept with pledge and account, and the officer find it in order."""
        answer = {
            "acceptance_answer": "accept", "pledge": True, "records_duty": True, "account_bank": "농협은행",
            "account_no": "301-0000-0000-01", "account_holder": "주식회사 안양에이아이", "own_deposited": 10_000_000,
        }  # fmt: skip
        self.finish("accept_grant", self.applicant, answer | more)
        return self.finish("check_account", "officer1", {"account_result": "ready"})

    def is_planned(self, *amounts: int, exception: str = "none") -> Self:
        """Have the officer plan the instalments."""
        rows = [{"amount": amount, "planned_on": "2027-05-01"} for amount in amounts]
        return self.finish("plan_instalments", "officer1", {"instalments": rows, "single_payment_exception": exception})

    def is_paid(self) -> Self:
        """Have the next instalment requested, approved and paid by three people."""
        self.finish("request_disbursement", "officer1", {"claim_note": "청구서 확인"})
        self.finish("approve_disbursement", "accounting1", {"payment_result": "pay"})
        return self.finish("pay_instalment", "payment1", {"payment_made": True})

    def is_checked(self, result: str = "pass", **more: Any) -> Self:
        """Have the grantee report progress and the officer check it."""
        self.finish("progress_report", self.applicant, {"progress": "1차 개발 완료", "progress_spent": 20_000_000})
        return self.finish("interim_check", "officer1", {"check_result": result, **more})

    def is_paid_out(self, *amounts: int) -> Self:
        """Pay several instalments with a passed check after each but the last."""
        self.is_planned(*amounts)
        for number in range(len(amounts)):
            self.is_paid()
            if number < len(amounts) - 1:
                self.is_checked()
        return self

    def is_completed(self, on: str) -> Self:
        """Have the grantee report the day the project ended."""
        return self.finish("completion", self.applicant, {"completed_on": on})

    # --- report and settlement

    def is_reported(self, rows: Sequence[Mapping[str, Any]], interest: int = 0) -> Self:
        """Have the grantee hand in the performance and settlement report."""
        answer = {"performance": "불량률 32% 감소", "spending": list(rows), "actual_interest": interest}
        return self.finish("performance_report", self.applicant, answer)

    def is_conforming(self, **more: Any) -> Self:
        """Have the officer find the report conforming."""
        answer = {"review_result": "conforming", "disallowed_subsidy": 0, "disallowed_own": 0, "profit_due": 0}
        return self.finish("examine_settlement", "officer1", answer | more)

    def is_fixed(self, **more: Any) -> Self:
        """Have the division head fix the amount."""
        return self.finish("fix_amount", "division_head1", {"fixing_result": "fix", **more})

    def is_returned(self, amount: int, on: str) -> Self:
        """Have the grantee pay back and the accounting officer find the money."""
        self.finish("pay_return", self.applicant, {"returned_amount": amount, "returned_on": on})
        return self.finish("confirm_return", "accounting1", {"return_result": "received"})

    def is_synced(self) -> Self:
        """Have the officer enter every milestone in 보탬e."""
        today = self.city.clock.now().date().isoformat()
        entries = [{"code": each["code"], "entered_on": today} for each in self.values()["botame_milestones"]]
        return self.finish("botame_sync", "officer1", {"botame_case_no": "BT-2027-1", "botame_entries": entries})

    # --- what can be seen

    def finish(self, element: str, by: str, values: Mapping[str, Any] | None = None, *, index: int = 0) -> Self:
        """Finish one open task."""
        self.city.finish(self.case, element, by, values, index=index)
        return self

    def open(self) -> list[str]:
        """List the open elements."""
        return self.city.open_tasks(self.case)

    def may(self, element: str, login: str) -> bool:
        """Tell whether a person has an open task of the element in the worklist."""
        return (self.case, element) in self.city.worklist(login)

    def values(self) -> Mapping[str, Any]:
        """Give the case's data."""
        return self.city.values(self.case)

    def outcome(self) -> str:
        """Give what came of the application."""
        return str(self.values().get("outcome", ""))

    def grant(self) -> Row[Any]:
        """Give the case's row in the register of grants."""
        with self.city.connection() as connection:
            row = grants.of_case(connection, self.case)
        assert row is not None
        return row

    def balances(self) -> dict[str, int]:
        """Give the grant's balances in the ledger."""
        with self.city.connection() as connection:
            return ledger.balances_of_grant(connection, self.grant().id)

    def letters(self) -> list[str]:
        """List the numbered letters of the case by their model, in the order issued."""
        with self.city.connection() as connection:
            rows = documents.of_case(connection, self.case)
        return [row.body["letter"] for row in rows if row.number is not None]


def index_for(city: City, case: int, element: str, login: str) -> int:
    """Give which of several open tasks of one element stands in a person's worklist."""
    with city.connection() as connection:
        mine = set(connection.scalars(select(candidate.c.task_id).where(candidate.c.person_id == city.person(login))))
    tasks = [city.task(case, element, number) for number in range(city.open_tasks(case).count(element))]
    return next(number for number, task in enumerate(tasks) if task.id in mine)
