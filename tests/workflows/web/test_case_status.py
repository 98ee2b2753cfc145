"""A case is suspended, resumed and cancelled by hand: by those in charge, with a reason, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.kit.city import City
from tests.kit.visitor import ORIGIN, Page, Visitor
from workflows.records.timer import timer

Sit = Callable[[str], Visitor]
EXAMINED = {"complete": "yes", "opinion": "적정함"}


def _change(someone: Visitor, case: int, change: str, reason: str = "감사 중") -> Page:
    return someone.open(f"/cases/{case}/{change}").press("finish", {"reason": reason})


def _events(visitor: Sit, case: int) -> list[str]:
    return visitor("auditor1").open(f"/cases/{case}").texts(".timeline li")


@pytest.mark.parametrize("who", ["operator1", "owner1"])
def test_who_is_in_charge_suspends_a_case_and_the_history_says_who_and_why(
    visitor: Sit, city: City, permit: int, who: str
) -> None:
    page = _change(visitor(who), permit, "suspend")
    assert (page.status, page.address) == (200, f"/cases/{permit}")
    assert city.state(permit) == "suspended"
    newest = _events(visitor, permit)[0]
    assert "잠시 멈췄습니다" in newest and "감사 중" in newest
    assert any("감사 중" in words for words in page.texts(".notice"))


@pytest.mark.parametrize("who", ["officer1", "team_lead1", "auditor1", "mayor", "applicant1"])
@pytest.mark.parametrize("change", ["suspend", "cancel"])
def test_nobody_else_does(visitor: Sit, city: City, permit: int, who: str, change: str) -> None:
    someone = visitor(who)
    assert f"/cases/{permit}/{change}" not in someone.open(f"/cases/{permit}").links()
    assert someone.open(f"/cases/{permit}/{change}").status == 403
    sent = {"csrf": someone.csrf("/"), "reason": "급함"}
    assert someone.post(f"/cases/{permit}/{change}", sent).status == 403
    assert city.state(permit) == "running"


def test_the_tasks_of_a_suspended_case_say_so_and_cannot_be_finished(visitor: Sit, city: City, permit: int) -> None:
    address = f"/tasks/{city.task(permit, 'examine').id}"
    late = visitor("officer1").open(address)
    _change(visitor("operator1"), permit, "suspend")
    officer = visitor("officer1")
    assert "멈춤" in officer.open("/").texts(".task-row .chip")
    page = officer.open(address)
    assert "멈" in page.texts(".notice")[0]
    assert page.document is not None
    assert [form.get("id") for form in page.document.forms if form.get("id") == "answer"] == []
    refused = late.press("finish", {"complete": "yes", "opinion": "이미 쓴 의견"})
    assert refused.status == 409
    assert "이미 쓴 의견" in refused.texts("dd")
    assert city.open_tasks(permit) == ["examine"]


def test_its_timers_wait_and_fire_after_it_goes_on(visitor: Sit, city: City) -> None:
    case = city.start("kit_waits", by="officer1")
    _change(visitor("operator1"), case, "suspend")
    city.advance(days=3)
    with city.connection() as connection:
        assert len(connection.execute(select(timer)).all()) == 1
    _change(visitor("owner1"), case, "resume", "감사 끝")
    city.run_due()
    with city.connection() as connection:
        assert connection.execute(select(timer)).all() == []
    events = _events(visitor, case)
    assert any("다시 움직입니다" in line and "감사 끝" in line for line in events)


def test_a_resumed_case_goes_on_where_it_stood(visitor: Sit, city: City, permit: int) -> None:
    _change(visitor("operator1"), permit, "suspend")
    _change(visitor("operator1"), permit, "resume")
    visitor("officer1").open(f"/tasks/{city.task(permit, 'examine').id}").press("finish", EXAMINED)
    assert city.open_tasks(permit) == ["decide"]


def test_cancelling_is_confirmed_on_a_page_that_says_what_it_ends(visitor: Sit, city: City, permit: int) -> None:
    operator = visitor("operator1")
    assert f"/cases/{permit}/cancel" in operator.open(f"/cases/{permit}").links()
    asked = operator.open(f"/cases/{permit}/cancel")
    assert "신청 내용 검토" in " ".join(asked.texts("li"))
    assert city.state(permit) == "running"
    assert asked.press("finish", {"reason": " "}).status == 422
    assert city.state(permit) == "running"
    asked.press("finish", {"reason": "중복 신청"})
    assert (city.state(permit), city.open_tasks(permit)) == ("cancelled", [])
    assert "중복 신청" in _events(visitor, permit)[0]


def test_a_suspended_case_can_be_cancelled(visitor: Sit, city: City, permit: int) -> None:
    _change(visitor("operator1"), permit, "suspend")
    _change(visitor("operator1"), permit, "cancel", "중복 신청")
    assert city.state(permit) == "cancelled"


def test_a_program_does_the_same(visitor: Sit, city: City, permit: int) -> None:
    operator, officer = visitor("operator1").client, visitor("officer1").client
    address, why, ours = f"/api/v1/cases/{permit}", {"reason": "감사 중"}, {"origin": ORIGIN}
    assert officer.post(f"{address}/suspend", json=why, headers=ours).status_code == 403
    assert operator.post(f"{address}/suspend", json={}, headers=ours).status_code == 422
    assert operator.post(f"{address}/suspend", json=why, headers=ours).status_code == 204
    assert [task["suspended"] for task in officer.get("/api/v1/tasks").json()["tasks"]] == [True]
    assert officer.get(f"/api/v1/tasks/{city.task(permit, 'examine').id}").json()["may_finish"] is False
    assert operator.post(f"{address}/suspend", json=why, headers=ours).status_code == 409
    assert operator.post(f"{address}/resume", json=why, headers=ours).status_code == 204
    assert operator.post(f"{address}/cancel", json=why, headers=ours).status_code == 204
    assert city.state(permit) == "cancelled"


def test_what_does_not_fit_the_state_of_the_case_is_not_offered_and_refused(
    visitor: Sit, city: City, permit: int
) -> None:
    operator = visitor("operator1")
    assert f"/cases/{permit}/resume" not in operator.open(f"/cases/{permit}").links()
    page = operator.open(f"/cases/{permit}/suspend")
    _change(operator, permit, "cancel", "중복 신청")
    assert page.press("finish", {"reason": "감사"}).status == 409
    links = operator.open(f"/cases/{permit}").links()
    assert not [link for link in links if link.endswith(("/suspend", "/resume", "/cancel"))]
