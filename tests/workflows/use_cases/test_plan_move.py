"""Every running case is judged before any moves, and only one move of a process is under way."""

from __future__ import annotations

import pytest

from tests.kit.moves import Office, chain
from workflows.errors import MoveUnderWay, NothingToMove, NotMoved, NotPlanned
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
