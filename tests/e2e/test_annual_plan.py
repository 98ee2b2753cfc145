"""A yearly plan at a real browser, from the schedule that starts it to its results."""

from __future__ import annotations

from datetime import date

import pytest

from tests.e2e.browser_city import CityAtABrowser
from tests.kit.annual_plans import AnnualPlanStory, basic_plan_in_force
from tests.kit.stores import ON_ONE_STORE
from workflows.use_cases.start_annual_plans import start_annual_plans

pytestmark = pytest.mark.browser
QUARTERS = ((date(2027, 4, 1), 20), (date(2027, 7, 1), 50), (date(2027, 10, 1), 80), (date(2028, 1, 1), 100))


@ON_ONE_STORE
def test_a_yearly_plan_starts_by_itself_and_is_carried_to_its_results(at_browser: CityAtABrowser) -> None:
    city = at_browser
    city.publish("annual_plan")
    basic_plan_in_force(city)
    [started] = start_annual_plans(city.services, now=city.clock.now())

    plan = AnnualPlanStory(city, started.instance_id)
    plan.is_decided().is_proposed("ai_policy", "enterprise").has_budget().skips_advice()
    plan.is_approved().is_published()
    assert plan.plan().status == "in_force"
    for day, percent in QUARTERS:
        plan.is_nine_on(day).reports(percent)
    results = {"progress": plan.progress(100), "results": "40개사 도입", "shortfalls": "하반기 지연"}
    plan.finish("report_results", "officer1", results)

    assert city.state(plan.case) == "completed"
