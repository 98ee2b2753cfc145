"""An annual plan told step by step, on a basic plan that is in force."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from tasks.registers import people, plan_contents, plans
from tests.kit.city import City
from tests.kit.plans import MILLION, PlanStory
from workflows.clock import CITY


class AnnualPlanStory(PlanStory):
    """Drives one yearly plan."""

    @classmethod
    def of_year(cls, city: City, year: int = 2027) -> Self:
        """Have the officer start the plan of a year."""
        return cls(city, city.start("annual_plan", by="officer1", values={"fiscal_year": year}))

    def is_decided(self) -> Self:
        """Have the head of the division decide to make one."""
        return self.finish("decide_annual_plan", "division_head1", {"make_plan": "make"})

    def is_proposed(self, *divisions: str) -> Self:
        """Have divisions asked, and each propose a task that rests on the basic plan's first."""
        by = (self.today() + timedelta(days=28)).isoformat()
        self.finish("ask_divisions", "officer1", {"asked_divisions": list(divisions), "propose_by": by})
        for division in divisions:
            self.answers_as(division, "propose_tasks", {"tasks": [self.task()]})
        return self

    def task(self, **more: Any) -> dict[str, Any]:
        """Give a task as a division proposes it."""
        with self.city.connection() as connection:
            basic = plan_contents.tasks_of(connection, self.plan().basic_plan_id)[0].id
        task = {"title": "AI 바우처 20개사", "basic_plan_item": str(basic), "basis": "A7I3", "method": "상반기 공모"}
        return task | {"amount": 400 * MILLION} | more

    def has_budget(self, line: str | None = "ai_adoption") -> Self:
        """Have the budget office tie every task to a line."""
        rows = [{"task": task.id, "budget_line": line, "amount": task.amount} for task in self.tasks()]
        return self.finish("map_budget", "budget1", {"mappings": rows})

    def skips_advice(self, *, main_investment: str = "no") -> Self:
        """Have the officer record why the committee is not asked, and who approves."""
        answer = {"ask_advice": "skip", "skip_reason": "일부 과제의 조정", "main_investment": main_investment}
        return self.finish("decide_advice", "officer1", answer)

    def is_approved(self, by: str = "vice_mayor") -> Self:
        """Have the line review and the vice mayor (or the mayor) sign."""
        higher = ["vice_mayor"] if by == "mayor" else []
        return self.is_signed(by, ["team_lead1", "division_head1", "bureau_chief1", *higher])

    def is_published(self) -> Self:
        """Have the plan published today."""
        return self.finish("publish_annual_plan", "officer1", {"published_on": self.today().isoformat()})

    def reports(self, percent: int) -> Self:
        """Have the officer report on the quarter that just ended."""
        return self.finish("report_progress", "officer1", {"progress": self.progress(percent)})

    def progress(self, percent: int) -> list[dict[str, Any]]:
        """Give a report on every task."""
        return [{"task": task.id, "percent": percent, "report": f"{percent}% 추진"} for task in self.tasks()]


def basic_plan_in_force(city: City, first_year: int = 2027, last_year: int = 2031) -> int:
    """Have a basic plan in force, entered in the register as made before."""
    with city.unit_of_work() as uow:
        connection = uow.connection
        day = city.clock.now().astimezone(CITY).date()
        plan_id = plans.start(connection, "basic_plan", "기본계획", first_year, last_year, on=day)
        plans.name_national_plan(connection, plan_id, "국가 인공지능 기본계획")
        command = {"lead_unit": "AI정책과", "coordinating_body": "인공지능위원회"}
        details: dict[str, Any] = {"A5P2I1": {"sources": [{"title": "조사", "dated": "2026-12-01"}]}, "A5P2I7": command}
        for item in plan_contents.ITEMS[:-1]:
            plan_contents.write_section(connection, plan_id, item, "내용", details=details.get(item))
        plan_contents.set_goals(connection, plan_id, [("AI 기업 육성", "120 → 200")])
        plan_contents.set_funding(connection, plan_id, {first_year: MILLION}, {first_year: {"city": MILLION}})
        for number, basis in enumerate(("A7I3", "A6I5"), 1):
            plan_contents.add_task(
                connection, plan_id, title=f"과제 {number}", method="공모", division="ai_policy", basis=basis
            )
        plans.approve(connection, plan_id, approved_by=people.by_login(connection, "mayor").id, on=day)
        plans.publish(connection, plan_id, day)
        return plan_id
