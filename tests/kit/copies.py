"""Many cases in no time: copies of one that waits, written straight into the tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from workflows.records.candidate import candidate
from workflows.records.instance import instance
from workflows.records.user_task import task_number, user_task


def copy_case(connection: Connection, case: int, times: int) -> None:
    """Write `times` cases that stand where this one stands, with its open tasks and whoever may do them.

    Their histories begin with what happens to them next.
    """
    [whole] = _rows(connection, instance, instance.c.id == case)
    tasks = _rows(connection, user_task, (user_task.c.instance_id == case) & (user_task.c.status == "open"))
    offered = _rows(connection, candidate, candidate.c.task_id.in_([task["id"] for task in tasks]))
    greatest = connection.execute(select(func.max(instance.c.id))).scalar_one()
    first = greatest + 1_000_000  # beyond the numbers that the database gives next
    numbers = range(first, first + times)
    works = {task["id"]: task["work_id"] for task in tasks}
    connection.execute(
        insert(instance),
        [
            {**whole, "id": number, "business_key": f"{whole['business_key']}-{number - first + 1}"}
            for number in numbers
        ],
    )
    connection.execute(
        insert(user_task),
        [
            {**task, "id": task_number(number, task["work_id"]), "instance_id": number}
            for number in numbers
            for task in tasks
        ],
    )
    connection.execute(
        insert(candidate),
        [{**row, "task_id": task_number(number, works[row["task_id"]])} for number in numbers for row in offered],
    )


def _rows(connection: Connection, table: Table, which: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(table).where(which))]
