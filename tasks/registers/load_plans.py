"""Fills in a plan that is in force already, from a data file: its sections, goals, tasks and funding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from tasks.registers import people, plan_contents, plans


def load_plan(connection: Connection, entry: Mapping[str, Any], on: date) -> None:
    """Enter a complete plan, approve and publish it, unless one of its kind covers its first year.

    `approved_by` is the login of whoever acts as mayor on `approved_on` (the day of loading without one).
    """
    if plans.covering(connection, entry["kind"], entry["first_year"]) is not None:
        return
    day = entry.get("approved_on", on)
    plan_id = plans.start(connection, entry["kind"], entry["title"], entry["first_year"], entry["last_year"], on=day)
    plans.name_national_plan(connection, plan_id, entry.get("national_plan", ""))
    for section in entry.get("sections", ()):
        plan_contents.write_section(
            connection, plan_id, section["item"], section.get("body", ""), none_reason=section.get("none_reason", ""),
            details=section.get("details"),
        )  # fmt: skip
    goals = [(each["title"], each["indicator"]) for each in entry.get("goals", ())]
    plan_contents.set_goals(connection, plan_id, goals)
    for task in entry.get("tasks", ()):
        _task(connection, plan_id, task)
    funding = entry.get("funding", ())
    plan_contents.set_funding(
        connection,
        plan_id,
        {row["year"]: row["need"] for row in funding},
        {row["year"]: dict(row["sources"]) for row in funding},
    )
    approver = people.by_login(connection, entry["approved_by"]).id
    plans.approve(connection, plan_id, approved_by=approver, on=day)
    plans.publish(connection, plan_id, entry.get("published_on", day))


def _task(connection: Connection, plan_id: int, task: Mapping[str, Any]) -> None:
    """A task; `basic_task` is the number of the basic plan's task that a yearly one rests on."""
    given = {name: value for name, value in task.items() if name != "basic_task"}
    if "basic_task" in task:
        basic = plan_contents.tasks_of(connection, plans.get(connection, plan_id).basic_plan_id)
        given["basic_task_id"] = next(each.id for each in basic if each.number == task["basic_task"])
    plan_contents.add_task(connection, plan_id, **given)
