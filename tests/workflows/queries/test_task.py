"""A task's page is drawn from one state of the task, whatever happens while it is asked for."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from tests.kit.city import City
from workflows.clock import city_date
from workflows.queries.task import task_detail
from workflows.runtime import read_one_moment

APPLIED = {"purpose": "체험 행사", "kind": "free", "held_on": "2027-03-01", "costs": [{"item": "무대", "amount": 5}]}
EXAMINED = {"complete": "yes", "opinion": "적정함"}


@pytest.mark.parametrize("moment", ["before_cursor_execute", "after_cursor_execute"])
def test_a_task_finished_between_two_questions_is_either_open_or_closed(city: City, moment: str) -> None:
    city.publish("hall_permit")
    case = city.start("hall_permit", by="applicant1", values={**APPLIED, "pledge": True})
    task_id = city.task(case, "examine").id

    def finish_meanwhile(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM user_task JOIN instance" in statement and "examine" in city.open_tasks(case):
            city.finish(case, "examine", by="officer1", values=EXAMINED)

    with read_one_moment(city.services) as connection:
        sa.event.listen(connection, moment, finish_meanwhile)
        shown = task_detail(connection, task_id, city_date(city.clock.now()))
    assert city.open_tasks(case) != ["examine"]
    assert shown is not None
    assert (shown.status == "open") is shown.facts.is_open
