"""An office whose process gets new versions while cases run: publishes, starts, moves and takes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bpmn.bundle import Bundle
from messages import Language
from tests.bpmn.engine.conftest import Draw
from tests.kit.city import City
from workflows.queries.moves import cases
from workflows.records.candidate import candidate
from workflows.records.definition import definition
from workflows.records.draft import draft
from workflows.records.event_log import event_log
from workflows.records.incident import incident
from workflows.records.instance import instance
from workflows.records.outbox import outbox
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import user_task
from workflows.runtime import begin
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.publish_bundle import publish_bundle
from workflows.use_cases.start_process import start_process
from workflows.use_cases.undo_move import undo_move

draw = Draw()
LANE = '<bpmn:laneSet id="lanes"><bpmn:lane id="lane" jorye:role="{role}">{refs}</bpmn:lane></bpmn:laneSet>'


def chain(*tasks: str, role: str = "officer", boundary: str = "") -> Bundle:
    refs = "".join(f"<bpmn:flowNodeRef>{task}</bpmn:flowNodeRef>" for task in tasks)
    parts = [LANE.format(role=role, refs=refs), draw.task_chain(*tasks)]
    if boundary:
        parts += [draw.boundary("late", tasks[0], f"timer {boundary}"), draw("endEvent", "out"), draw.flows("late out")]
    return draw.bundle(*parts)


def apart(*tasks: str) -> Bundle:
    """Draw tasks, of which the last is not for whoever did the one before; paying follows."""
    *_, first, second = tasks
    other = f'<bpmn:userTask id="{second}" jorye:distinctFrom="{first}" '.encode()
    drawn = chain(*tasks, "pay").files["process.bpmn"].replace(f'<bpmn:userTask id="{second}" '.encode(), other)
    return Bundle.from_files({"process.bpmn": drawn})


class Office:
    """Publishes versions of one process, starts cases of it and moves them."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.owner = city.person("owner1")
        self.officer = city.person("officer1")

    def publish(self, bundle: Bundle) -> int:
        with begin(self.city.services) as uow:
            return publish_bundle(uow, bundle, actor=None, now=self.city.clock.now()).definition_id

    def start(self, **values: object) -> int:
        with begin(self.city.services) as uow:
            started = start_process(uow, "process", values, actor=self.officer, now=self.city.clock.now())
        return started.instance_id

    def claim(self, case: int, element: str) -> None:
        task = self.city.task(case, element)
        with begin(self.city.services) as uow:
            claim_user_task(uow, task.id, actor=self.officer, now=self.city.clock.now())

    def finish(self, case: int, element: str) -> None:
        task = self.city.task(case, element)
        with begin(self.city.services) as uow:
            complete_user_task(uow, task.id, {}, actor=self.officer, now=self.city.clock.now())

    def plan(self, target: int, **mapping: str) -> int:
        number = self.enter_plan(target, **mapping)
        self.work()
        return number

    def enter_plan(self, target: int, **mapping: str) -> int:
        """Plan a move of which no case is judged yet."""
        with begin(self.city.services) as uow:
            return plan_move(uow, "process", target, mapping, actor=self.owner, now=self.city.clock.now())

    def begin(self, number: int) -> None:
        with begin(self.city.services) as uow:
            begin_move(uow, number, actor=self.owner, now=self.city.clock.now())
        self.work()

    def undo(self, number: int) -> None:
        with begin(self.city.services) as uow:
            undo_move(uow, number, actor=self.owner, now=self.city.clock.now())
        self.work()

    def work(self) -> None:
        while advance_moves(self.city.services, now=self.city.clock.now()):
            pass

    def verdicts(self, number: int) -> dict[int, str]:
        with self.city.connection() as connection:
            return {each.instance_id: each.verdict for each in cases(connection, number)}

    def reasons(self, number: int, case: int, language: Language = "ko") -> list[str]:
        with self.city.connection() as connection:
            (found,) = [each for each in cases(connection, number) if each.instance_id == case]
        return [reason.text(language) for reason in found.reasons]

    def told(self, case: int, kind: str) -> dict[str, Any]:
        """Give what the last entry of a kind in a case's history says."""
        entries = select(event_log.c.body).where(event_log.c.instance_id == case, event_log.c.kind == kind)
        with self.city.connection() as connection:
            found: dict[str, Any] = json.loads(connection.scalars(entries.order_by(event_log.c.seq)).all()[-1])
        return found

    def kinds(self, case: int) -> list[str]:
        """List what happened to a case, in order."""
        entries = select(event_log.c.kind).where(event_log.c.instance_id == case).order_by(event_log.c.seq)
        with self.city.connection() as connection:
            return list(connection.scalars(entries))

    def statuses(self, number: int) -> list[str]:
        with self.city.connection() as connection:
            return [each.status for each in cases(connection, number)]

    def version(self, case: int) -> int:
        number = select(definition.c.number).join(instance, instance.c.definition_id == definition.c.id)
        with self.city.connection() as connection:
            return int(connection.execute(number.where(instance.c.id == case)).scalar_one())

    def everything(self, case: int) -> list[object]:
        """Give all rows of a case that a move may touch, the history and the count of steps left out."""
        own = user_task.c.instance_id == case
        statements = (
            select(instance.c.definition_id, instance.c.state, instance.c.status, instance.c.open_incidents).where(
                instance.c.id == case
            ),
            select(user_task).where(own).order_by(user_task.c.id),
            select(candidate).join(user_task).where(own).order_by(candidate.c.task_id, candidate.c.person_id),
            select(timer).where(timer.c.instance_id == case).order_by(timer.c.timer_id),
            select(subscription).where(subscription.c.instance_id == case).order_by(subscription.c.subscription_id),
            select(outbox).where(outbox.c.instance_id == case).order_by(outbox.c.id),
            select(draft).join(user_task).where(own).order_by(draft.c.task_id, draft.c.person_id),
            select(incident.c.work_id, incident.c.element, incident.c.code, incident.c.resolved_by)
            .where(incident.c.instance_id == case, incident.c.resolved_at.is_(None))
            .order_by(incident.c.work_id),
        )
        with self.city.connection() as connection:
            return [[tuple(row) for row in connection.execute(each)] for each in statements]


@pytest.fixture
def office(city: City) -> Iterator[Office]:
    """Give an office in a fresh city."""
    yield Office(city)
