"""Every running case is judged before any moves, and only one move of a process is under way."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from tests.kit.moves import Office, chain
from workflows.bootstrap import build
from workflows.errors import MoveUnderWay, NothingToMove, NotMoved, NotPlanned
from workflows.records.move import move_run
from workflows.runtime import begin
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.plan_move import plan_move


def test_cases_are_judged_first_and_none_moves_by_that(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    assert office.verdicts(number) == {case: "safe"}
    assert office.version(case) == 1


def test_two_moves_of_one_process_do_not_run_at_the_same_time(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    office.start()
    target = office.publish(chain("apply", "visit", "decide"))
    with begin(office.city.services) as uow:
        plan_move(uow, "process", target, {}, actor=office.owner, now=office.city.clock.now())
    with pytest.raises(MoveUnderWay):
        office.plan(target)


def test_of_two_who_plan_at_the_same_moment_one_is_told_that_a_move_is_under_way(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    office.start()
    target = office.publish(chain("apply", "visit", "decide"))
    found, both_ready = list[str](), Barrier(2)

    def plan() -> None:
        services = build(office.city.services.settings, clock=office.city.clock)
        try:
            with begin(services) as uow:
                uow.connection.scalar(select(move_run.c.id))
                if services.database.dialect.name == "postgresql":  # on SQLite the other waits before it may begin
                    both_ready.wait()
                plan_move(uow, "process", target, {}, actor=office.owner, now=office.city.clock.now())
            found.append("planned")
        except MoveUnderWay:
            found.append("told")
        services.let_go()

    threads = [Thread(target=plan) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["planned", "told"]


def test_a_plan_cannot_be_begun_or_undone_while_another_move_of_the_process_is_at_work(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    office.start()
    moved = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(moved)
    target = office.publish(chain("apply", "visit", "check", "decide"))
    planned = office.plan(target)
    office.enter_plan(target)
    with pytest.raises(MoveUnderWay):
        office.begin(planned)
    with pytest.raises(MoveUnderWay):
        office.undo(moved)


def test_a_move_may_be_begun_before_all_are_judged(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    target = office.publish(chain("apply", "visit", "decide"))
    with begin(office.city.services) as uow:
        number = plan_move(uow, "process", target, {}, actor=office.owner, now=office.city.clock.now())
        begin_move(uow, number, actor=office.owner, now=office.city.clock.now())
    office.work()
    assert (office.version(case), office.statuses(number)) == (2, ["moved"])


def test_nothing_to_move_nothing_planned_nothing_moved_are_told(office: Office) -> None:
    target = office.publish(chain("apply"))
    office.start()
    with pytest.raises(NothingToMove):
        office.plan(target)
    with pytest.raises(NotPlanned):
        office.begin(99)
    with pytest.raises(NotMoved):
        office.undo(99)
