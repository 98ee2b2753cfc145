"""Nobody reads or moves what belongs to others, by whatever number or address, and a lost role is lost at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from tasks.registers.roles import role_holder
from tests.hostile.conftest import Attacker, csrf
from tests.hostile.test_answers_beyond_the_form import PDF
from tests.kit.city import City
from tests.kit.visitor import Visitor
from workflows.clock import city_date
from workflows.records.account import account
from workflows.records.draft import draft
from workflows.use_cases.store_upload import store_upload
from workflows.use_cases.suspend_instance import suspend_instance

Sit = Callable[[str], Visitor]
EXAMINED = {"values": {"complete": "yes", "opinion": "적정함"}}
STRANGERS = ("applicant2", "payment1", "planner1", "member1")


def _things(city: City, case: int) -> list[str]:
    with city.unit_of_work() as uow:
        person, now = city.person("applicant1"), city.clock.now()
        file = store_upload(uow, "계획.pdf", PDF, actor=person, now=now, instance_id=case).upload_id
    task = city.task(case, "examine").id
    addresses = (f"/cases/{case}", f"/cases/{case}/diagram", f"/tasks/{task}", f"/files/{file}")
    return [*addresses, f"/api/v1/cases/{case}", f"/api/v1/tasks/{task}"]


@pytest.mark.parametrize("login", STRANGERS)
def test_a_case_of_others_does_not_exist(city: City, attacker: Attacker, permit: int, login: str) -> None:
    stranger = attacker(login)
    for address in _things(city, permit):
        assert stranger.get(address).status_code == 404, address


@pytest.mark.parametrize("login", [*STRANGERS, "applicant1", "auditor1", "mayor"])
def test_a_task_of_others_cannot_be_moved(city: City, attacker: Attacker, permit: int, login: str) -> None:
    task, stranger = city.task(permit, "examine").id, attacker(login)
    for verb in ("complete", "claim", "release"):
        body: Any = EXAMINED if verb == "complete" else None
        assert stranger.post(f"/api/v1/tasks/{task}/{verb}", json=body).status_code in (403, 404), verb
    token = csrf(stranger)
    for path in ("", "/claim", "/release", "/delegate"):
        sent = {"csrf": token, "do": "finish", "complete": "yes", "opinion": "적정함", "to": city.person(login)}
        assert stranger.post(f"/tasks/{task}{path}", data=sent).status_code in (403, 404), path
    assert city.open_tasks(permit) == ["examine"]


def test_an_operator_hands_tasks_on_but_does_not_do_them(city: City, attacker: Attacker, permit: int) -> None:
    task, operator = city.task(permit, "examine").id, attacker("operator1")
    assert operator.post(f"/api/v1/tasks/{task}/complete", json=EXAMINED).status_code == 403
    assert operator.post(f"/api/v1/tasks/{task}/claim").status_code == 403
    own_hands = {"csrf": csrf(operator), "to": city.person("operator1"), "reason": "직접"}
    assert operator.post(f"/tasks/{task}/delegate", data=own_hands).status_code == 422
    assert city.task(permit, "examine").assignee_id is None


def test_a_draft_is_only_its_writers(visitor: Sit, city: City, permit: int) -> None:
    address = f"/tasks/{city.task(permit, 'examine').id}"
    visitor("officer1").open(address).press("save", {"opinion": "아직 비밀인 의견"})
    assert "아직 비밀인 의견" in visitor("officer1").open(address).words
    for login in ("officer2", "auditor1", "mayor"):
        assert "아직 비밀인 의견" not in visitor(login).open(address).words
    with city.connection() as connection:
        assert len(connection.execute(select(draft)).all()) == 1


def test_a_task_claimed_by_another_is_neither_finished_nor_released_nor_passed_on(
    city: City, attacker: Attacker, permit: int
) -> None:
    city.claim(permit, "examine", by="officer1")
    task, other = city.task(permit, "examine").id, attacker("officer2")
    for verb in ("complete", "claim", "release"):
        body = EXAMINED if verb == "complete" else None
        assert other.post(f"/api/v1/tasks/{task}/{verb}", json=body).status_code in (403, 409), verb
    assert city.task(permit, "examine").assignee_id == city.person("officer1")


def test_a_task_is_not_passed_on_to_who_must_not_do_it(visitor: Sit, city: City, permit: int) -> None:
    visitor("officer1").open(f"/tasks/{city.task(permit, 'examine').id}").press("finish", EXAMINED["values"])
    address = f"/tasks/{city.task(permit, 'decide').id}"
    someone = visitor("officer2")
    for login in ("officer1", "applicant1", "payment1", "officer2"):
        sent = {"csrf": someone.csrf(address), "to": str(city.person(login)), "reason": "출장"}
        someone.post(f"{address}/delegate", sent)
        assert city.task(permit, "decide").assignee_id is None, login


def test_nothing_of_a_suspended_case_is_finished(city: City, attacker: Attacker, permit: int) -> None:
    with city.unit_of_work() as uow:
        suspend_instance(uow, permit, reason="감사", actor=city.person("operator1"), now=city.clock.now())
    task, officer = city.task(permit, "examine").id, attacker("officer1")
    for verb in ("complete", "claim"):
        assert officer.post(f"/api/v1/tasks/{task}/{verb}", json=EXAMINED).status_code == 409
    assert (
        attacker("applicant1").post(f"/api/v1/cases/{permit}/messages", json={"name": "withdraw_hall"}).status_code
        == 409
    )


def test_a_role_that_was_taken_away_opens_nothing_any_more(city: City, attacker: Attacker, permit: int) -> None:
    officer = attacker("officer1")
    assert officer.get(f"/cases/{permit}").status_code == 200
    yesterday = city_date(city.clock.now()) - timedelta(days=1)
    with city.unit_of_work() as uow:
        mine = role_holder.c.person_id == city.person("officer1")
        uow.connection.execute(update(role_holder).where(mine).values(from_day=yesterday, to_day=yesterday))
    assert officer.get("/api/v1/me").json()["roles"] == []
    assert officer.get("/committees").status_code == 403


def test_an_account_that_was_closed_is_out_at_the_next_click(city: City, attacker: Attacker) -> None:
    officer = attacker("officer1")
    assert officer.get("/").status_code == 200
    with city.unit_of_work() as uow:
        uow.connection.execute(update(account).where(account.c.login == "officer1").values(active=False))
    assert officer.get("/").headers["location"].startswith("/sign-in")
    assert officer.get("/api/v1/me").status_code == 401


def test_a_session_token_of_before_signing_in_is_worth_nothing(city: City, attacker: Attacker) -> None:
    stranger = attacker("")
    stranger.cookies.set("jorye_session", "planted-by-somebody")
    token = csrf(stranger, "/sign-in")
    answer = stranger.post("/sign-in/demo", data={"csrf": token, "login": "officer1"})
    given = answer.headers.get_list("set-cookie")
    assert answer.status_code == 303
    assert not any("planted-by-somebody" in each for each in given)
    assert attacker("").get("/", cookies={"jorye_session": "planted-by-somebody"}).status_code == 303


def test_who_lost_the_role_cannot_finish_what_was_open(city: City, attacker: Attacker, permit: int) -> None:
    yesterday = city_date(city.clock.now()) - timedelta(days=1)
    with city.unit_of_work() as uow:
        mine = role_holder.c.person_id == city.person("officer1")
        uow.connection.execute(update(role_holder).where(mine).values(from_day=yesterday, to_day=yesterday))
    task = city.task(permit, "examine").id
    assert attacker("officer1").post(f"/api/v1/tasks/{task}/complete", json=EXAMINED).status_code == 403
