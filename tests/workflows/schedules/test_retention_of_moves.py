"""What a moved case was before is kept only as long as its move can be taken back: it holds what people told."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.kit.moves import Office, chain
from workflows.records.move import move_case
from workflows.runtime import begin, read
from workflows.use_cases.apply_retention import apply_retention
from workflows.use_cases.cancel_instance import cancel_instance
from workflows.use_cases.claim_user_task import claim_user_task


def copies(office: Office) -> list[int]:
    """Give the cases of which a copy is kept; neither part of it is ever kept alone."""
    with read(office.city.services) as connection:
        rows = connection.execute(select(move_case).order_by(move_case.c.instance_id)).all()
    assert [row.state_before is None for row in rows] == [row.rows_before is None for row in rows]
    return [row.instance_id for row in rows if row.state_before is not None]


def sweep(office: Office) -> int:
    """Let a night pass."""
    with begin(office.city.services) as uow:
        return apply_retention(uow, now=office.city.clock.now())["move_case"]


@pytest.fixture
def moved(office: Office) -> tuple[int, list[int]]:
    """Move three cases, and give the run and the cases."""
    office.publish(chain("apply", "decide"))
    cases = [office.start() for _ in range(3)]
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(number)
    return number, cases


def test_the_copy_of_a_case_that_has_gone_on_goes_in_the_night(office: Office, moved: tuple[int, list[int]]) -> None:
    _, (gone, cancelled, still) = moved
    office.finish(gone, "apply")
    with begin(office.city.services) as uow:
        cancel_instance(uow, cancelled, reason="withdrawn", actor=office.officer, now=office.city.clock.now())
    assert copies(office) == [gone, cancelled, still]
    assert (sweep(office), copies(office)) == (2, [still])
    assert sweep(office) == 0


def test_a_case_that_stands_where_its_move_left_it_can_be_taken_back_after_any_night(
    office: Office, moved: tuple[int, list[int]]
) -> None:
    number, cases = moved
    office.finish(cases[0], "apply")
    with begin(office.city.services) as uow:  # in whose hands a task is does not matter
        task = office.city.task(cases[1], "apply").id
        claim_user_task(uow, task, actor=office.officer, now=office.city.clock.now())
    sweep(office)
    office.undo(number)
    assert office.statuses(number) == ["kept", "undone", "undone"]


def test_nothing_is_kept_of_what_was_taken_back_or_will_never_be(office: Office, moved: tuple[int, list[int]]) -> None:
    number, cases = moved
    office.finish(cases[0], "apply")
    office.undo(number)
    assert copies(office) == []


def test_copies_are_looked_through_in_parts(
    office: Office, moved: tuple[int, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.instances.moving.outdated.BATCH", 1)
    for case in moved[1]:
        office.finish(case, "apply")
    assert (sweep(office), copies(office)) == (3, [])
