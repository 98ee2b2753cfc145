"""A throw-away installation on each store, with the demo people and the benchmark's process published."""

from __future__ import annotations

import gc
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import select

from bpmn.bundle import Bundle
from tasks.registers import people
from workflows.bootstrap import build
from workflows.records.database import open_database
from workflows.records.migrations import migrate
from workflows.records.user_task import user_task
from workflows.runtime import begin
from workflows.services import Services
from workflows.settings import Settings
from workflows.use_cases.load_demo import load_people
from workflows.use_cases.publish_bundle import publish_bundle
from workflows.use_cases.start_process import start_process

BENCH_CASE = "bench_case"
CASE = Path(__file__).parent / "bench_case"
FRESH: dict[str, object] = {
    "reviewers": [],
    "rounds": 0,
    "title": "주민 참여 인공지능 교육 지원 사업",
    "applicant": "주식회사 안양에이아이",
    "business_no": "123-45-67890",
    "purpose": "관내 주민이 인공지능을 스스로 쓰도록 가르친다. " * 8,
    "amount": 48_000_000,
    "own_share": 12_000_000,
    "costs": [
        {"item": "강사료", "amount": 30_000_000},
        {"item": "대관료", "amount": 10_000_000},
        {"item": "교재비", "amount": 8_000_000},
    ],
    "begins_on": "2027-03-02",
    "ends_on": "2027-11-30",
}
"""What a case of the benchmark begins with: an application of ordinary size, about a kilobyte."""
NOW = datetime(2027, 1, 4, tzinfo=UTC)
POSTGRES = os.environ.get("JORYE_TEST_POSTGRES", "")
STORES = ("sqlite", *(("postgresql",) if POSTGRES else ()))


@dataclass
class Place:
    """One installation."""

    store: str
    settings: Settings
    services: Services
    officer: int

    def start(self, count: int, values: dict[str, object] | None = None, process_id: str = BENCH_CASE) -> list[int]:
        """Start cases and give them."""
        cases = []
        for _ in range(count):
            with begin(self.services) as uow:
                started = start_process(uow, process_id, values or {}, actor=self.officer, now=NOW)
            cases.append(started.instance_id)
        return cases

    def open_tasks(self, *cases: int) -> list[tuple[int, str]]:
        """Give `(task, element)` of what is open in some cases, or in all."""
        waiting = select(user_task.c.id, user_task.c.element).where(user_task.c.status == "open")
        if cases:
            waiting = waiting.where(user_task.c.instance_id.in_(cases))
        with self.services.database.connect() as connection:
            return [(row.id, row.element) for row in connection.execute(waiting.order_by(user_task.c.id))]


@contextmanager
def place(store: str) -> Iterator[Place]:
    """Give an installation; it is gone afterwards. The SQLite file lies on a real disk, not in memory."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("JORYE_BENCH_FOLDER", ".")) as folder:
        address, drop = _database(store, Path(folder))
        database = open_database(address)
        migrate(database)
        database.dispose()
        settings = Settings(data_folder=Path(folder), database_url=address, demo=True, prefect=False)
        services = build(settings)
        with begin(services) as uow:
            load_people(uow, now=NOW)
            publish_bundle(uow, Bundle.read(CASE), actor=None, now=NOW)
            officer = people.by_login(uow.connection, "officer1").id
        gc.collect()
        gc.freeze()  # as the site does when it stands
        try:
            yield Place(store, settings, services, officer)
        finally:
            gc.unfreeze()
            services.let_go()
            drop()


def _database(store: str, folder: Path) -> tuple[str, Callable[[], None]]:
    if store == "sqlite":
        return f"sqlite:///{folder.absolute() / 'bench.sqlite3'}", lambda: None
    name = f"jorye_bench_{uuid.uuid4().hex[:12]}"
    _administer(f'CREATE DATABASE "{name}" TEMPLATE template0')
    address = sa.make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    return address, lambda: _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _administer(statement: str) -> None:
    engine = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
