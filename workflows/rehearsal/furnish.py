"""What a lived-in city has beside its people, and what a story says is otherwise than usual in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, update

from bpmn.examples import Given
from tasks.registers import committees, deputies, people, plan_contents, plans

FIRST_YEAR, LAST_YEAR = 2027, 2031
_MADE_ON = date(2027, 1, 4)
_ALWAYS = date(2099, 12, 31)
_DETAILS: dict[str, Any] = {
    "A5P2I1": {"sources": [{"title": "AI 산업 실태조사", "dated": "2026-12-01"}]},
    "A5P2I7": {"lead_unit": "AI정책과", "coordinating_body": "인공지능위원회"},
}
_TASKS = (("AI 바우처", "A7I3"), ("AI 인재 학교", "A6I5"))


def furnish(connection: Connection) -> None:
    """Enter an invented basic plan for 2027 to 2031, as made and in force before the rehearsal begins."""
    plan_id = plans.start(
        connection, "basic_plan", "안양시 인공지능산업 육성 기본계획", FIRST_YEAR, LAST_YEAR, on=_MADE_ON
    )
    plans.name_national_plan(connection, plan_id, "국가 인공지능 기본계획")
    for item in plan_contents.ITEMS[:-1]:
        plan_contents.write_section(connection, plan_id, item, "가상의 내용", details=_DETAILS.get(item))
    plan_contents.set_goals(connection, plan_id, [("AI 기업 육성", "AI 기업 수 120 → 200")])
    plan_contents.set_funding(connection, plan_id, {FIRST_YEAR: 1_000_000}, {FIRST_YEAR: {"city": 1_000_000}})
    for title, basis in _TASKS:
        plan_contents.add_task(connection, plan_id, title=title, method="공모", division="ai_policy", basis=basis)
    plans.approve(connection, plan_id, approved_by=people.by_login(connection, "mayor").id, on=_MADE_ON)
    plans.publish(connection, plan_id, _MADE_ON)


def arrange(connection: Connection, given: Given, on: date) -> None:
    """Enter what a story finds otherwise than usual; raises GuardError for people and committees that nobody knows."""
    for login in given.absent:
        deputies.record_absence(connection, people.by_login(connection, login).id, on, _ALWAYS, "출장")
    for code in given.without:
        gone = update(committees.committee).where(committees.committee.c.code == committees.get(connection, code).code)
        connection.execute(gone.values(abolished_on=on))
