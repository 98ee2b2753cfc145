"""Whether running cases go along to the version that is being published: offered to whoever publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bpmn.bundle import Bundle
from bpmn.differences import compare
from workflows.queries.moves import living
from workflows.queries.scheduled_moves import ScheduledMove, scheduled_moves
from workflows.rights import Page
from workflows.runtime import UnitOfWork
from workflows.use_cases.schedule_move import schedule_move
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit

FIELD = "move_along"


@dataclass(frozen=True, slots=True)
class Offer:
    """How many cases run, whether their way stays the same, and whether they are to go along."""

    cases: int
    keeps_flow: bool
    chosen: bool


def offer(visit: Visit, before: Bundle | None, after: Bundle) -> Offer | None:
    """Offer to take running cases along, by default where the version leaves their way as it is.

    Also while none runs: until a later day of effect some may begin.
    """
    if before is None or not visit.may("studio.move", Page("studio")):
        return None
    keeps_flow = compare(before, after).keeps_flow
    was_asked = visit.request.method == "POST"
    cases = sum(living(visit.connection, process_of(visit)).values())
    return Offer(cases, keeps_flow, goes_along(visit) if was_asked else keeps_flow)


def goes_along(visit: Visit) -> bool:
    """Tell whether the publisher chose it; raises Forbidden for one who may not move cases."""
    if visit.field(FIELD) != "yes":
        return False
    visit.require("studio.move", Page("studio"))
    return True


def asked_for(visit: Visit, number: int | None) -> list[ScheduledMove]:
    """Give what was asked for when a version was published: at most one, none without a version."""
    listed = scheduled_moves(visit.connection, process_of(visit), visit.today)
    return [each for each in listed if each.number == number]


def take_along(visit: Visit, uow: UnitOfWork, definition_id: int, effective_from: date | None) -> None:
    """Keep with the version that running cases go along on its day of effect."""
    schedule_move(uow, process_of(visit), definition_id, effective_from, actor=visit.person.person_id, now=visit.now)
