"""A whole city to tell stories in: demo people, published processes, a clock that the story moves.

def test_a_plan_needs_the_mayor(city):
    case = city.start("basic_plan", by="officer1", values={…})
    city.finish(case, "draft", by="planner1", values={…})
    city.advance(days=20)
    assert city.open_tasks(case) == ["approve"]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_type_hints

import pytest
from sqlalchemy import Connection, Row, select

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.expressions import compile_template
from tasks.law.functions import FUNCTIONS
from tasks.registers import parties, people
from tasks.registry import Operation
from tests.kit.clock import SimulatedClock
from tests.kit.stores import Store
from workflows.bootstrap import build
from workflows.clock import CITY, city_date
from workflows.dispatcher import next_due
from workflows.instances.bundles import published_bundle
from workflows.instances.forms import form_of
from workflows.instances.versions import newest_version
from workflows.queries.elements import Element, all_elements
from workflows.queries.processes import bundle_of
from workflows.queries.task import task_detail
from workflows.records.candidate import candidate
from workflows.records.incident import incident
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork, begin, read
from workflows.services import Services
from workflows.settings import PasswordCost, Settings
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.complete_user_task import Completed, complete_user_task
from workflows.use_cases.deliver_message import deliver_message
from workflows.use_cases.fire_timers import fire_timers
from workflows.use_cases.load_demo import CATALOGUE, load_people
from workflows.use_cases.publish_bundle import publish_bundle
from workflows.use_cases.run_jobs import run_jobs
from workflows.use_cases.start_process import start_process
from workflows.use_cases.start_with_answer import start_with_answer

DIAGRAMS = Path(__file__).parent / "diagrams"
CHEAP = PasswordCost(rounds=1, memory_kib=8, lanes=1)


class City:
    """Drives the real system: real engine, real database, simulated time."""

    def __init__(self, services: Services, clock: SimulatedClock) -> None:
        self.services = services
        self.clock = clock

    # --- what people do

    def start(
        self,
        process_id: str,
        by: str = "",
        values: Mapping[str, Any] | None = None,
        *,
        business_key: str = "",
        start_event: str = "",
    ) -> int:
        """Start a process of the catalogue (or of `tests/kit/diagrams`) and give the case.

        A person answers the start form, if there is one; without `by` a schedule starts it and the values go in as
        they are.
        """
        self.publish(process_id)
        bundle = _bundle(process_id)
        element = self.services.engine.load(bundle).starts(start_event)[0].facts.element
        begins = all_elements(bundle)[process_id, element]
        if not (by and begins.form):
            return self.start_past_form(process_id, by, values, business_key=business_key, start_event=start_event)
        with begin(self.services) as uow:
            case = self._answer_start(uow, process_id, begins, self.person(by), values or {})
        self.run_due()
        return case

    def start_past_form(
        self,
        process_id: str,
        by: str = "",
        values: Mapping[str, Any] | None = None,
        *,
        business_key: str = "",
        start_event: str = "",
    ) -> int:
        """Start a process with data that no form checked: what is wrong with it the process itself must refuse."""
        self.publish(process_id)
        with begin(self.services) as uow:
            case = start_process(
                uow,
                process_id,
                values or {},
                actor=self.person(by) if by else None,
                business_key=business_key,
                start_event=start_event,
                now=self.clock.now(),
            ).instance_id
        self.run_due()
        return case

    def _answer_start(
        self, uow: UnitOfWork, process_id: str, begins: Element, person: int, values: Mapping[str, Any]
    ) -> int:
        spoken_for = parties.parties_of(uow.connection, person)
        return start_with_answer(
            uow,
            process_id,
            values,
            start_event=begins.element,
            form_id=begins.form,
            actor=person,
            party_id=spoken_for[0].id if spoken_for else None,
            now=self.clock.now(),
        ).instance_id

    def finish(
        self,
        case: int,
        element: str,
        by: str,
        values: Mapping[str, Any] | None = None,
        *,
        index: int = 0,
        idempotency_key: str = "",
    ) -> Completed:
        """Have a person finish the open task of an element, with what they type into its form."""
        actor, task = self.person(by), self.task(case, element, index)
        self._read_first(task.id)
        with begin(self.services) as uow:
            done = complete_user_task(
                uow, task.id, values or {}, actor=actor, now=self.clock.now(), idempotency_key=idempotency_key
            )
        self.run_due()
        return done

    def _read_first(self, task_id: int) -> None:
        """Let the task's words and its blank form be drawn, as on its page, before it is answered."""
        now = self.clock.now()
        with self.connection() as connection:
            task = task_detail(connection, task_id, city_date(now))
            assert task is not None
            bundle = bundle_of(self.services, connection, task.definition_id)
        case = {**self.services.engine.seen_by(bundle, task.state, task.work_id), **task.local_values}
        element = all_elements(bundle)[task.process_id, task.element]
        compile_template(element.instructions("ko"), self.services.functions)(case, now)
        if task.form:
            form = form_of(self.services, bundle, task.process_id, task.form)
            form.visible(form.blank(case, now), case, now)

    def claim(self, case: int, element: str, by: str, *, index: int = 0) -> None:
        """Have a person take a task into their hands."""
        with begin(self.services) as uow:
            claim_user_task(uow, self.task(case, element, index).id, actor=self.person(by), now=self.clock.now())

    def send(
        self, name: str, *, case: int | None = None, correlation: str = "", payload: Mapping[str, Any] | None = None
    ) -> None:
        """Have a message arrive from outside."""
        with begin(self.services) as uow:
            deliver_message(
                uow, name, correlation=correlation, payload=payload or {}, instance_id=case, now=self.clock.now()
            )
        self.run_due()

    # --- what time does

    def advance(self, **duration: float) -> None:
        """Let time pass (`days=20`, `hours=3`); what comes due on the way happens at its own moment."""
        self._pass_to(self.clock.now() + timedelta(**duration))

    def set_time(self, moment: str | datetime) -> None:
        """Let time pass until a moment (`"2027-03-02T09:00+09:00"`)."""
        target = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        self._pass_to(target if target.tzinfo else target.replace(tzinfo=CITY))

    def begin_on(self, moment: str) -> None:
        """Let the story begin at another moment than the kit's, before anything has happened in it."""
        self.clock = SimulatedClock(datetime.fromisoformat(moment))
        self.services = replace(self.services, clock=self.clock)

    def run_due(self) -> None:
        """Do what the dispatcher would do now, until nothing is due."""
        now = self.clock.now()
        for _ in range(1000):
            if fire_timers(self.services, now=now) + run_jobs(self.services, now=now) == 0:
                return
        raise AssertionError("timers and jobs keep coming due at the same moment: the process runs in a circle")

    # --- what is installed

    def publish(self, process_id: str) -> None:
        """Publish a process of the catalogue or the kit, unless its newest version is this one or a studio's."""
        with begin(self.services) as uow:
            newest = newest_version(uow.connection, process_id)
            if newest is not None and newest.ours:
                return
            publish_bundle(uow, _bundle(process_id), actor=None, now=self.clock.now())

    def install(self, operation_id: str, execution: Literal["local", "external"], function: Callable[..., Any]) -> None:
        """Install a service operation for this story: `function(context, **parameters)` with typed parameters."""
        types = {name: kind for name, kind in get_type_hints(function).items() if name not in ("context", "return")}
        made = Operation(operation_id, execution, function, types, frozenset())
        self.services = replace(self.services, operations={**self.services.operations, operation_id: made})

    # --- what can be seen

    def open_tasks(self, case: int) -> list[str]:
        """List the elements whose tasks are open, in the order in which they opened."""
        return [row.element for row in self._tasks(case)]

    def task(self, case: int, element: str, index: int = 0) -> Row[Any]:
        """Give the row of the open task of an element; among several, the one at `index`."""
        found = [row for row in self._tasks(case) if row.element == element]
        assert len(found) > index, f"{element} is not open; open are {self.open_tasks(case)}"
        return found[index]

    def worklist(self, login: str) -> list[tuple[int, str]]:
        """List `(case, element)` of what a person may do, due first."""
        mine = (
            select(user_task.c.instance_id, user_task.c.element)
            .join(candidate, candidate.c.task_id == user_task.c.id)
            .where(candidate.c.person_id == self.person(login))
            .order_by(candidate.c.due_key, candidate.c.task_id)
        )
        with self.connection() as connection:
            return [(case, element) for case, element in connection.execute(mine)]

    def values(self, case: int) -> Mapping[str, Any]:
        """Give the data of the outermost process."""
        with begin(self.services) as uow:
            row = uow.connection.execute(
                select(instance.c.definition_id, instance.c.state).where(instance.c.id == case)
            ).one()
            bundle = published_bundle(uow, row.definition_id)
        return self.services.engine.values(bundle, row.state)

    def state(self, case: int) -> str:
        """Give running, suspended, completed or cancelled."""
        with self.connection() as connection:
            return str(connection.execute(select(instance.c.status).where(instance.c.id == case)).scalar_one())

    def incidents(self, case: int) -> list[Row[Any]]:
        """List the open incidents of a case."""
        waiting = select(incident).where(incident.c.instance_id == case, incident.c.resolved_at.is_(None))
        with self.connection() as connection:
            return list(connection.execute(waiting.order_by(incident.c.id)))

    def person(self, login: str) -> int:
        """Give a person's id by login."""
        with self.connection() as connection:
            return people.by_login(connection, login).id

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Look into the registers."""
        with read(self.services) as connection:
            yield connection

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """Open a transaction, committed at the end, for use cases and registers called by hand."""
        with begin(self.services) as uow:
            yield uow

    # ---

    def _tasks(self, case: int) -> list[Row[Any]]:
        waiting = select(user_task).where(user_task.c.instance_id == case, user_task.c.status == "open")
        with self.connection() as connection:
            return list(connection.execute(waiting.order_by(user_task.c.work_id)))

    def _pass_to(self, target: datetime) -> None:
        while (due := next_due(self.services)) is not None and due <= target:
            self.clock.set(max(due, self.clock.now()))
            self.run_due()
        self.clock.set(target)


@cache
def _bundle(process_id: str) -> Bundle:
    return Bundle.read(next(each for each in (CATALOGUE / process_id, DIAGRAMS / process_id) if each.is_dir()))


def settings_for(address: str, folder: Path) -> Settings:
    """Give the settings of a test installation: a cheap password hash, the demo on, no Prefect."""
    return Settings(data_folder=folder, database_url=address, demo=True, prefect=False, password_cost=CHEAP)


@pytest.fixture(scope="session")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """One engine for all tests: it keeps what it compiled, and nothing else."""
    return Engine(b"a secret for tests, 32 bytes long", FUNCTIONS)


@pytest.fixture
def city(store: Store, tmp_path: Path, _engine: Engine) -> Iterator[City]:
    """Give a fresh city on Monday, 4 January 2027, nine o'clock."""

    def fill(address: str) -> None:
        services = build(settings_for(address, tmp_path), clock=SimulatedClock())
        with begin(services) as uow:
            load_people(uow, now=services.clock.now())
        services.let_go()

    clock = SimulatedClock()
    with store.copy("city", fill) as address:
        services = build(settings_for(address, tmp_path), clock=clock)
        yield City(replace(services, engine=_engine), clock)
        services.let_go()
