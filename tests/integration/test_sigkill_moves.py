"""A process killed in the midst of moving cases in bulk: whoever starts anew moves every case exactly once."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select

from tests.kit.killing import lived, needs_fork
from tests.kit.moves import Office, chain
from workflows.queries.moves import run
from workflows.records.event_log import event_log
from workflows.runtime import begin
from workflows.services import Services
from workflows.use_cases import advance_moves as moves
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.undo_move import undo_move
from workflows.use_cases.verify_chain import verify_chain

pytestmark = needs_fork
CASES, BATCH = 6, 2


def test_a_bulk_move_and_its_undoing_go_on_wherever_the_process_is_killed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moves, "BATCH", BATCH)
    office.publish(chain("apply", "decide"))
    cases = [office.start() for _ in range(CASES)]
    number = office.enter_plan(office.publish(chain("apply", "visit", "decide", role="team_lead")))
    with begin(office.city.services) as uow:
        begin_move(uow, number, actor=office.owner, now=office.city.clock.now())
    moving = _carried_on_by_children(office, number, cases)
    assert _progress(office, number) == ("moved", CASES, CASES)
    assert _told(office, cases) == {"case_moved": CASES}

    with begin(office.city.services) as uow:
        undo_move(uow, number, actor=office.owner, now=office.city.clock.now())
    undoing = _carried_on_by_children(office, number, cases)
    assert _progress(office, number) == ("undone", CASES, CASES)
    assert _told(office, cases) == {"case_moved": CASES, "case_move_undone": CASES}
    for moved in (moving, undoing):
        assert len(moved) >= 5
        assert [each for each in moved if 0 < each < CASES], "nobody was killed in the midst of it"


def _carried_on_by_children(office: Office, number: int, cases: list[int]) -> list[int]:
    """Start one process after the other until one lives to the end; gives how many had moved at each kill.

    Each is killed at the same of its statements, later when the one before got nowhere, so that the kills walk through.
    """
    moved, stood, kill_at = list[int](), "", 7
    while not _lived(office, kill_at):
        moved.append(_check(office, number, cases))
        stands = f"{office.verdicts(number)} {office.statuses(number)}"
        kill_at += 9 if stands == stood else 0
        stood = stands
    return moved


def _lived(office: Office, kill_at: int) -> bool:
    def carry_on(services: Services) -> None:
        while moves.advance_moves(services, now=office.city.clock.now()):
            pass

    return lived(office.city, carry_on, kill_at=kill_at)


def _check(office: Office, number: int, cases: list[int]) -> int:
    """Each case is whole on one of the versions, and the run knows on which; gives how many are on the new one."""
    on_new = [case for case in cases if office.version(case) == 2]
    assert office.statuses(number).count("moved") == len(on_new)
    for case in cases:
        with office.city.connection() as connection:
            assert verify_chain(connection, case)
        assert ((case, "apply") in office.city.worklist("team_lead1")) == (case in on_new)
    return len(on_new)


def _progress(office: Office, number: int) -> tuple[str, int, int]:
    with office.city.connection() as connection:
        found = run(connection, number)
    return found.status, found.done, found.total


def _told(office: Office, cases: list[int]) -> Counter[str]:
    kinds = select(event_log.c.kind).where(event_log.c.instance_id.in_(cases), event_log.c.kind.like("case_move%"))
    with office.city.connection() as connection:
        return Counter(connection.scalars(kinds))
