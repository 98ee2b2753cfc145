"""A move is taken back, row by row, where nothing has happened since."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from sqlalchemy import update

from tests.kit.moves import Office, chain
from workflows.bootstrap import build
from workflows.queries.history import history
from workflows.queries.moves import run
from workflows.records.move import move_run
from workflows.runtime import UnitOfWork, begin
from workflows.services import Services
from workflows.use_cases import advance_moves
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.release_user_task import release_user_task
from workflows.use_cases.undo_move import undo_move
from workflows.use_cases.verify_chain import verify_chain


def test_undoing_brings_a_case_back_to_what_it_was(office: Office) -> None:
    office.publish(chain("apply", "decide", boundary="P10D"))
    case = office.start()
    before = office.everything(case)
    number = office.plan(office.publish(chain("apply", "visit", "decide", role="team_lead")))
    office.begin(number)
    assert office.everything(case) != before
    office.undo(number)
    assert office.everything(case) == before
    assert office.statuses(number) == ["undone"]
    office.finish(case, "apply")
    assert office.city.open_tasks(case) == ["decide"]


def test_a_case_that_went_on_after_its_move_is_not_taken_back(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    one, other = office.start(), office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(number)
    office.finish(one, "apply")
    office.undo(number)
    assert office.statuses(number) == ["kept", "undone"]
    assert (office.version(one), office.version(other)) == (2, 1)


def test_a_move_and_its_undoing_stand_in_the_sealed_history(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(number)
    office.undo(number)
    with office.city.connection() as connection:
        assert verify_chain(connection, case)
        assert [event.receiver for event in history(connection, case, "process")] == [None, None, None]


def test_undoing_offers_a_task_only_to_whom_it_was_offered(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", role="team_lead")))
    office.begin(number)
    task, lead = office.city.task(case, "apply"), office.city.person("team_lead1")
    with begin(office.city.services) as uow:
        claim_user_task(uow, task.id, actor=lead, now=office.city.clock.now())
    office.undo(number)
    assert (case, "apply") in office.city.worklist("officer1")
    assert office.city.task(case, "apply").assignee_id is None


def test_who_lost_a_task_to_the_move_has_it_again_and_who_gave_it_back_has_not(office: Office) -> None:
    office.publish(chain("apply"))
    one, other = office.start(), office.start()
    for case in (one, other):
        office.claim(case, "apply")
    before = office.everything(one)
    number = office.plan(office.publish(chain("apply", role="team_lead")))
    office.begin(number)
    assert office.city.task(one, "apply").assignee_id is None
    office.undo(number)
    assert office.everything(one) == before

    wider = office.plan(office.publish(chain("apply", role="officer team_lead")))
    office.begin(wider)
    with begin(office.city.services) as uow:
        release_user_task(uow, office.city.task(other, "apply").id, actor=office.officer, now=office.city.clock.now())
    office.undo(wider)
    assert [office.city.task(case, "apply").assignee_id for case in (one, other)] == [office.officer, None]


def test_what_another_program_takes_back_at_the_same_moment_is_not_called_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.publish(chain("apply", "decide"))
    office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(number)
    with begin(office.city.services) as uow:
        undo_move(uow, number, actor=office.owner, now=office.city.clock.now())

    def too_late(services: Services) -> AbstractContextManager[UnitOfWork]:
        monkeypatch.undo()
        other = build(services.settings, clock=office.city.clock)
        advance_moves.advance_moves(replace(other, engine=services.engine), now=office.city.clock.now())
        with begin(services) as uow:  # the run is over for the other; here it still stands as it was read
            uow.connection.execute(update(move_run).where(move_run.c.id == number).values(status="undoing"))
        return begin(services)

    monkeypatch.setattr(advance_moves, "begin", too_late)
    advance_moves.advance_moves(office.city.services, now=office.city.clock.now())
    assert office.statuses(number) == ["undone"]


def test_a_move_that_is_taken_back_half_way_leaves_the_others_where_they_are(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advance_moves, "BATCH", 1)
    office.publish(chain("apply", "decide"))
    one, other = office.start(), office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    now = office.city.clock.now()
    with begin(office.city.services) as uow:
        begin_move(uow, number, actor=office.owner, now=now)
    advance_moves.advance_moves(office.city.services, now=now)
    assert office.statuses(number) == ["moved", "waiting"]
    with begin(office.city.services) as uow:
        undo_move(uow, number, actor=office.owner, now=now)
    with office.city.connection() as connection:
        assert (run(connection, number).done, run(connection, number).total) == (1, 2)
    office.work()
    assert office.statuses(number) == ["undone", "left"]
    assert (office.version(one), office.version(other)) == (1, 1)
