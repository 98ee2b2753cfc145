"""Every task of a yearly plan, its meeting and its approval has a page: to be answered, and read afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.kit.annual_plans import AnnualPlanStory, basic_plan_in_force
from tests.kit.city import City
from tests.kit.visitor import Page, Visitor
from workflows.site import create_site
from workflows.use_cases.complete_user_task import Completed


class WatchedCity(City):
    """A city in which everybody opens the page of a task before finishing it, and once more afterwards."""

    def __init__(self, city: City) -> None:
        super().__init__(city.services, city.clock)
        self.site = create_site(self.services)
        self.visitors: dict[str, Visitor] = {}

    def finish(
        self,
        case: int,
        element: str,
        by: str,
        values: Mapping[str, Any] | None = None,
        *,
        index: int = 0,
        idempotency_key: str = "",
    ) -> Completed:
        """Open the page, finish the task, read the page."""
        address = f"/tasks/{self.task(case, element, index).id}"
        asked = self.look(by, address)
        assert (200, True) == (asked.status, 'id="answer"' in asked.words), element
        done = super().finish(case, element, by, values, index=index, idempotency_key=idempotency_key)
        read = self.look(by, address)
        assert (200, False) == (read.status, 'id="answer"' in read.words), element
        return done

    def look(self, login: str, address: str) -> Page:
        """Open a page, signing in again where the visit has run out."""
        if login not in self.visitors:
            self.visitors[login] = Visitor(self.site)
        page = self.visitors[login].open(address)
        if "sign-in" in page.address:
            self.visitors[login].come_in(self, login)
            page = self.visitors[login].open(address)
        return page


@pytest.fixture
def watched(city: City) -> WatchedCity:
    return WatchedCity(city)


def test_the_tasks_of_a_yearly_plan_and_of_its_meeting_have_pages(watched: WatchedCity) -> None:
    plan = AnnualPlanStory.of_year(watched)
    basic_plan_in_force(watched)
    plan.finish("resolve_missing_plan", "officer1", {"next_step": "retry"})
    plan.is_decided().is_proposed("ai_policy").has_budget()
    plan.finish("decide_advice", "officer1", {"ask_advice": "ask", "main_investment": "no"})

    plan.is_advised(for_=5, against=4, comments={"member1": "서두를 것"}).is_treated(("accepted", ""))

    assert plan.is_approved().is_published().plan().status == "in_force"
