"""A basic plan from the proposal to its first day in force at a real browser."""

from __future__ import annotations

from datetime import date

import pytest

from tests.e2e.browser_city import CityAtABrowser
from tests.kit.plans import SECTIONS, BasicPlanStory
from tests.kit.stores import ON_ONE_STORE

pytestmark = pytest.mark.browser
LINE = ("team_lead1", "division_head1", "bureau_chief1", "vice_mayor")


@ON_ONE_STORE
def test_a_basic_plan_is_carried_from_the_proposal_to_its_first_day_in_force(at_browser: CityAtABrowser) -> None:
    city = at_browser
    plan = BasicPlanStory.started(city, "AI 데이터센터 입지").has_writers()
    without_two = [name for name in SECTIONS if name not in ("funding", "other_matters")]
    plan.writes(*without_two, funding={"body": ""}, other_matters={"body": ""})
    plan.finish("show_missing", "officer1", {"reminder": "재원을 채워 주세요"})
    extra = {"body": "입지", "extra": [{"title": "AI 데이터센터 입지", "content": "평촌 검토"}]}
    plan.writes("funding", other_matters=extra).is_reviewed().is_heard("바우처 규모를 늘려 주십시오.")

    holds = {"prenotice": "hold", "prenotice_from": "2027-01-04", "prenotice_until": "2027-01-25"}
    plan.finish("decide_prenotice", "officer1", holds).is_nine_on(date(2027, 1, 26))
    heard = [{"given_by": "주민", "opinion": "교육을 더 해 주세요"}]
    plan.finish("enter_public_opinions", "officer1", {"public_opinions": heard})

    plan.finish("decide_advice", "officer1", {"ask_advice": "ask"})
    plan.is_advised(for_=6, against=3, comments={"member3": "윤리 교육을 과제로 넣을 것"})
    plan.is_treated(("not_accepted", "예산 한도"), ("accepted", ""), ("partly_accepted", "2028년부터"))
    plan.is_signed("mayor", LINE).is_published()

    assert plan.plan().status == "in_force"
    assert plan.values()["advice"] == "agree_with_comments"
    assert city.state(plan.case) == "completed"
