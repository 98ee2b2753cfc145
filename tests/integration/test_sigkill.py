"""A process killed between any two statements: what was acknowledged is there, what was not is whole or absent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.kit.city import City
from tests.kit.killing import lived, needs_fork
from tests.kit.operations import install
from workflows.runtime import begin, read
from workflows.services import Services
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.verify_chain import verify_chain

pytestmark = needs_fork
ROUNDS = 3


def test_no_acknowledged_answer_is_lost_wherever_the_process_is_killed(city: City, tmp_path: Path) -> None:
    """Each child answers three drafts in a row and is killed at its n-th statement, for every n until it survives."""
    install(city)
    killed = 0
    while True:
        cases = [city.start("kit_approval", by="officer1") for _ in range(ROUNDS)]
        tasks = [city.task(case, "write").id for case in cases]
        acknowledged = tmp_path / f"acknowledged-{killed}"
        survived = _answer_in_a_child(city, tasks, acknowledged, kill_at=killed + 1)
        _check(city, cases, int(acknowledged.read_text() or "0"))
        if survived:
            break
        killed += 1

    assert killed >= 4 * ROUNDS


def _answer_in_a_child(city: City, tasks: list[int], acknowledged: Path, kill_at: int) -> bool:
    actor, now = city.person("officer1"), city.clock.now()
    acknowledged.write_text("")
    return lived(city, lambda services: _answer(services, tasks, acknowledged, actor, now), kill_at=kill_at)


def _answer(services: Services, tasks: list[int], acknowledged: Path, actor: int, now: datetime) -> None:
    for number, task_id in enumerate(tasks, start=1):
        with begin(services) as uow:
            complete_user_task(uow, task_id, {"subject": "도입"}, actor=actor, now=now)
        acknowledged.write_text(str(number))


def _check(city: City, cases: list[int], acknowledged: int) -> None:
    for number, case in enumerate(cases, start=1):
        done = city.open_tasks(case) == ["review"]
        assert done or city.open_tasks(case) == ["write"]
        assert done or number > acknowledged, f"answer {number} was acknowledged and is lost"
        with read(city.services) as connection:
            assert verify_chain(connection, case) == (2 if done else 1)
    if city.services.database.dialect.name == "sqlite":
        with city.connection() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
