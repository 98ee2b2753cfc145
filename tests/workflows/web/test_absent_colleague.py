"""A task that an absent colleague holds: their lead or an operator frees it or hands it over, and says why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.kit.city import City
from tests.kit.visitor import Page, Visitor
from workflows.site import create_site
from workflows.use_cases.delegate_user_task import delegate_user_task

Sit = Callable[[str], Visitor]


@pytest.fixture
def address(city: City, visitor: Sit, permit: int) -> str:
    """The examination, claimed by officer1 of the AI policy division."""
    city.claim(permit, "examine", by="officer1")
    return f"/tasks/{city.task(permit, 'examine').id}"


def _send(someone: Visitor, address: str, verb: str, **sent: str) -> Page:
    return someone.post(f"{address}/{verb}", {"csrf": someone.csrf("/"), **sent})


@pytest.mark.parametrize("who", ["team_lead1", "division_head1", "operator1"])
def test_a_lead_or_an_operator_frees_it_for_the_others_and_the_history_says_why(
    visitor: Sit, city: City, permit: int, address: str, who: str
) -> None:
    lead = visitor(who)
    assert {"담당자에게서 내려놓기", "다른 사람에게 맡기기"} <= set(lead.open(address).texts("button"))
    assert _send(lead, address, "release", reason="병가").status == 200
    assert city.task(permit, "examine").assignee_id is None
    assert visitor("officer2").open("/").texts(".task-row h3") == ["신청 내용 검토"]
    lines = visitor("auditor1").open(f"/cases/{permit}").texts(".timeline li")
    assert any("내려놓았습니다" in line and "병가" in line and "한예린" in line for line in lines)


def test_a_lead_hands_it_to_a_colleague_of_the_role(visitor: Sit, city: City, permit: int, address: str) -> None:
    lead = visitor("team_lead1")
    _send(lead, address, "delegate", to=str(city.person("officer2")), reason="병가")
    assert city.task(permit, "examine").assignee_id == city.person("officer2")
    lines = visitor("auditor1").open(f"/cases/{permit}").texts(".timeline li")
    handed = next(line for line in lines if "맡겼습니다" in line)
    assert "병가" in handed and "한예린" in handed


@pytest.mark.parametrize("verb", ["release", "delegate"])
def test_without_a_reason_nothing_is_taken_away(visitor: Sit, city: City, permit: int, address: str, verb: str) -> None:
    page = _send(visitor("team_lead1"), address, verb, to=str(city.person("officer2")), reason=" ")
    assert page.status == 422
    assert "사유" in page.texts(".notice")[0]
    assert city.task(permit, "examine").assignee_id == city.person("officer1")


@pytest.mark.parametrize("who", ["officer2", "budget_head1", "payment1", "auditor1"])
def test_nobody_else_takes_it_away(visitor: Sit, city: City, permit: int, address: str, who: str) -> None:
    for verb in ("release", "delegate"):
        page = _send(visitor(who), address, verb, to=str(city.person("officer2")), reason="급함")
        assert page.status in (403, 404)
    assert city.task(permit, "examine").assignee_id == city.person("officer1")


def test_a_lead_does_not_take_what_a_superior_holds(visitor: Sit, city: City, permit: int, address: str) -> None:
    with city.unit_of_work() as uow:
        task = city.task(permit, "examine").id
        head, operator = city.person("division_head1"), city.person("operator1")
        delegate_user_task(uow, task, head, actor=operator, now=city.clock.now(), reason="직접 처리")
    assert _send(visitor("team_lead1"), address, "release", reason="급함").status == 404


def test_a_program_of_the_lead_does_the_same(city: City, permit: int, address: str) -> None:
    lead = Visitor(create_site(city.services))
    lead.enter_as("team_lead1")
    client: TestClient = lead.client
    origin = {"origin": "http://testserver"}
    assert client.post(f"/api/v1{address}/release", headers=origin).status_code == 422
    assert client.post(f"/api/v1{address}/release", json={"reason": "병가"}, headers=origin).status_code == 204
    assert city.task(permit, "examine").assignee_id is None
    city.claim(permit, "examine", by="officer1")
    handed = {"to": city.person("officer2"), "reason": "병가"}
    assert client.post(f"/api/v1{address}/delegate", json=handed, headers=origin).status_code == 204
    assert city.task(permit, "examine").assignee_id == city.person("officer2")
    stranger = {"to": city.person("payment1"), "reason": "병가"}
    assert client.post(f"/api/v1{address}/delegate", json=stranger, headers=origin).status_code == 422
