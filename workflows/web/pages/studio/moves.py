"""Moving running cases to a version (진행 건 옮기기): planned and judged first, then moved, and taken back."""

from __future__ import annotations

from starlette.responses import Response

from workflows.errors import JoryeError, MoveUnderWay, NotFound, NothingToMove
from workflows.http.status import status_of
from workflows.instances.bundles import stored_bundle
from workflows.queries.elements import all_elements
from workflows.queries.moves import cases, choices, left_versions, living, run, runs
from workflows.queries.scheduled_moves import scheduled_moves
from workflows.queries.versions import VersionRow, version, versions
from workflows.rights import Page
from workflows.runtime import begin
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.cancel_scheduled_move import cancel_scheduled_move
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.undo_move import undo_move
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import process_of, studio_page
from workflows.web.visit import Visit

PAGE = 50
STANDS_FOR = "stands_for."
"""Before the name of an element that is gone, in the form in which what stands for it is chosen."""
VERDICTS = ("safe", "choice", "stays")


def show_moves(visit: Visit) -> Response:
    """List earlier moves, and offer a new one."""
    return _list(visit)


def plan(visit: Visit) -> Response:
    """Plan a move to a version, with what was chosen to stand for elements that are gone."""
    process_id = process_of(visit)
    number = _number(visit.field("version")) or _current(visit)
    target = version(visit.connection, process_id, number, visit.today)
    mapping = {
        name.removeprefix(STANDS_FOR): str(value)
        for name, value in visit.form.multi_items()
        if name.startswith(STANDS_FOR) and value
    }
    try:
        with begin(visit.services) as uow:
            run_id = plan_move(
                uow, process_id, target.definition_id, mapping, actor=visit.person.person_id, now=visit.now
            )
    except (MoveUnderWay, NothingToMove) as refusal:
        return _list(visit, refusal)
    return visit.redirect(f"/studio/{process_id}/moves/{run_id}", "move_planned")


def show_move(visit: Visit) -> Response:
    """Show how far a move is, and each case with its verdict."""
    process_id, found = process_of(visit), run(visit.connection, visit.number("run_id"))
    if found.process_id != process_id:
        raise NotFound(what="move", id=found.run_id)
    wanted = visit.request.query_params.get("verdict", "")
    listed = cases(
        visit.connection, found.run_id, verdict=wanted if wanted in VERDICTS else "",
        after=_number(visit.request.query_params.get("after", "")), limit=PAGE + 1,
    )  # fmt: skip
    target = version(visit.connection, process_id, found.target_number, visit.today)
    planned = found.status == "planned"
    return studio_page(
        visit,
        "moves",
        "move.html",
        run=found,
        cases=listed[:PAGE],
        more=listed[PAGE - 1].instance_id if len(listed) > PAGE else 0,
        verdict=wanted,
        verdicts=VERDICTS,
        choices=choices(visit.services, visit.connection, found.run_id) if planned else (),
        names=_names(visit, *left_versions(visit.connection, found.run_id), target.definition_id),
        stands_for=STANDS_FOR,
        may_move=_may_move(visit),
    )


def begin_it(visit: Visit) -> Response:
    """Let the safe cases move."""
    with begin(visit.services) as uow:
        begin_move(uow, visit.number("run_id"), actor=visit.person.person_id, now=visit.now)
    return visit.redirect(f"/studio/{process_of(visit)}/moves/{visit.number('run_id')}", "move_begun")


def undo_it(visit: Visit) -> Response:
    """Take the move back."""
    with begin(visit.services) as uow:
        undo_move(uow, visit.number("run_id"), actor=visit.person.person_id, now=visit.now)
    return visit.redirect(f"/studio/{process_of(visit)}/moves/{visit.number('run_id')}", "move_undone")


def cancel(visit: Visit) -> Response:
    """Cancel the move that was asked for when a version was published."""
    process_id = process_of(visit)
    target = version(visit.connection, process_id, visit.number("number"), visit.today)
    with begin(visit.services) as uow:
        cancel_scheduled_move(uow, process_id, target.definition_id, actor=visit.person.person_id, now=visit.now)
    return visit.redirect(f"/studio/{process_id}/moves", "move_cancelled")


def _list(visit: Visit, refusal: JoryeError | None = None) -> Response:
    process_id = process_of(visit)
    return studio_page(
        visit,
        "moves",
        "moves.html",
        status=status_of(refusal) if refusal else 200,
        refusal=refusal.text(visit.language) if refusal else "",
        runs=runs(visit.connection, process_id),
        living=living(visit.connection, process_id),
        scheduled=scheduled_moves(visit.connection, process_id, visit.today),
        versions=_known(visit),
        may_move=_may_move(visit),
    )


def _names(visit: Visit, *definitions: int) -> dict[str, str]:
    """Name the elements of versions, of one that is in several as the last of them calls it."""
    names: dict[str, str] = {}
    for definition_id in definitions:
        bundle = stored_bundle(visit.services, visit.connection, definition_id)
        names |= {element: each.name(visit.language) or element for (_, element), each in all_elements(bundle).items()}
    return names


def _number(text: str) -> int:
    """Read a number out of an address or a form; 0 for what is none, or longer than any here."""
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _current(visit: Visit) -> int:
    return next((each.number for each in _known(visit) if each.standing == "current"), 0)


def _known(visit: Visit) -> list[VersionRow]:
    found = versions(visit.connection, process_of(visit), visit.today)
    return [each for each in found if each.standing != "coming"]


def _may_move(visit: Visit) -> bool:
    return visit.may("studio.move", Page("studio"))


ADDRESSES = (
    Address("/studio/{process_id}/moves", show_moves, "studio.read"),
    Address("/studio/{process_id}/moves", plan, "studio.move", "POST"),
    Address("/studio/{process_id}/moves/{run_id:number}", show_move, "studio.read"),
    Address("/studio/{process_id}/moves/{run_id:number}/begin", begin_it, "studio.move", "POST"),
    Address("/studio/{process_id}/moves/{run_id:number}/undo", undo_it, "studio.move", "POST"),
    Address("/studio/{process_id}/versions/{number:number}/cancel-move", cancel, "studio.move", "POST"),
)
