"""Many at once: one wins, nobody is lost."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import func, select

from tests.kit.city import City
from tests.kit.operations import install
from workflows.errors import AlreadyDone
from workflows.records.draft import draft
from workflows.records.event_log import event_log
from workflows.runtime import begin, read
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.fire_timers import fire_timers
from workflows.use_cases.run_jobs import run_jobs
from workflows.use_cases.verify_chain import verify_chain

CROWD = 64


def test_of_sixty_four_who_finish_a_task_one_wins_and_the_others_keep_what_they_typed(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    task_id, now = city.task(case, "write").id, city.clock.now()
    people = [city.person("officer1"), city.person("officer2")]

    def finish(number: int) -> str:
        try:
            with begin(city.services) as uow:
                complete_user_task(uow, task_id, {"subject": f"{number}"}, actor=people[number % 2], now=now)
        except AlreadyDone as refusal:
            assert (refusal.by in people, refusal.at) == (True, now)
            return "too late"
        return "won"

    with ThreadPoolExecutor(CROWD) as crowd:
        outcomes = Counter(crowd.map(finish, range(CROWD)))

    assert outcomes == {"won": 1, "too late": CROWD - 1}
    assert city.open_tasks(case) == ["review"]
    with city.connection() as connection:
        assert connection.scalars(select(event_log.c.kind)).all() == ["started", "task_completed"]
        assert connection.scalar(select(func.count()).select_from(draft)) in (1, 2)


def test_a_double_click_from_sixty_four_tabs_gets_one_and_the_same_answer(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    task_id, now, actor = city.task(case, "write").id, city.clock.now(), city.person("officer1")

    def click(_: int) -> object:
        with begin(city.services) as uow:
            return complete_user_task(
                uow, task_id, {"subject": "도입"}, actor=actor, now=now, idempotency_key="the same page"
            )

    with ThreadPoolExecutor(CROWD) as crowd:
        answers = set(crowd.map(click, range(CROWD)))

    assert len(answers) == 1


def test_every_vote_of_a_board_counts_when_all_vote_at_once(city: City) -> None:
    members = {city.person(f"member{number}"): f"member{number}" for number in range(1, 9)}
    case = city.start("kit_board", values={"reviewers": list(members)})
    now = city.clock.now()
    tasks = [(city.task(case, "opinion", index).id, person) for index, person in enumerate(members)]

    def give(task: tuple[int, int]) -> None:
        with begin(city.services) as uow:
            complete_user_task(uow, task[0], {}, actor=task[1], now=now)

    with ThreadPoolExecutor(len(tasks)) as crowd:
        list(crowd.map(give, tasks))

    assert city.state(case) == "completed"
    with read(city.services) as connection:
        assert verify_chain(connection, case) == 1 + len(members)


def test_dispatchers_that_look_at_once_fire_a_timer_once_and_run_a_job_once(city: City) -> None:
    mailbox = install(city)
    waiting = [city.start("kit_waits", by="officer1") for _ in range(10)]
    asking = [city.start("kit_jobs", by="officer1") for _ in range(10)]
    for case in asking:
        with begin(city.services) as uow:
            task = city.task(case, "ask")
            complete_user_task(uow, task.id, {}, actor=city.person("officer1"), now=city.clock.now())
    city.clock.advance(timedelta(hours=1))
    now = city.clock.now()

    def look(_: int) -> tuple[int, int]:
        return fire_timers(city.services, now=now), run_jobs(city.services, now=now)

    with ThreadPoolExecutor(8) as crowd:
        looks = list(crowd.map(look, range(8)))

    assert sum(fired for fired, _ in looks) == len(waiting)
    assert sum(ran for _, ran in looks) == len(asking)
    assert len(mailbox.received) == len(set(mailbox.received)) == len(asking)
