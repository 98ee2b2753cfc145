"""Whether running cases go along to the version that is being published: offered to whoever publishes it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from bpmn.bundle import Bundle
from bpmn.differences import compare
from workflows.errors import MoveUnderWay, NothingToMove
from workflows.queries.moves import living
from workflows.rights import Page
from workflows.runtime import begin
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.plan_move import plan_move
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
    """Offer to take the running cases along, by default where the version leaves their way as it is."""
    cases = sum(living(visit.connection, process_of(visit)).values())
    if before is None or not cases or not visit.may("studio.move", Page("studio")):
        return None
    keeps_flow = compare(before, after).keeps_flow
    was_asked = visit.request.method == "POST"
    return Offer(cases, keeps_flow, _is_chosen(visit) if was_asked else keeps_flow)


def move_along(visit: Visit, definition_id: int) -> int | None:
    """Judge the running cases and move the safe ones as soon as all are judged; gives the run, None without one.

    A later day of effect moves nothing: new cases still follow the version before.
    """
    if not _is_chosen(visit) or visit.field("effective_from") > visit.today.isoformat():
        return None
    visit.require("studio.move", Page("studio"))
    actor, now = visit.person.person_id, visit.now
    with suppress(NothingToMove, MoveUnderWay), begin(visit.services) as uow:
        run_id = plan_move(uow, process_of(visit), definition_id, {}, actor=actor, now=now)
        begin_move(uow, run_id, actor=actor, now=now)
        return run_id
    return None


def _is_chosen(visit: Visit) -> bool:
    return visit.field(FIELD) == "yes"
