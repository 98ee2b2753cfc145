"""One decision table as a form: its rows and columns, what is wrong in which cell, what it leaves open, and a trial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from bpmn.decisions import DecisionRefused, compile_decision
from bpmn.decisions.cell_faults import cell_faults
from bpmn.decisions.coverage import SINGLE, Coverage, coverage
from bpmn.decisions.editing import sheets, written
from bpmn.decisions.sheet import AGGREGATIONS, POLICIES, TYPES, Sheet
from bpmn.decisions.trial import Trial, other_names, try_out
from bpmn.expressions.typed import typed_value
from workflows.drafts.refusals import StudioRefused
from workflows.errors import NotFound
from workflows.http.status import status_of
from workflows.queries.draft_decisions import Known, known_to_decisions
from workflows.queries.process_draft import draft_file
from workflows.web.endpoint import Address
from workflows.web.pages.studio.decisions.listing import DECISIONS, WORDS
from workflows.web.pages.studio.decisions.posted import changed_sheet, index_of, posted_sheet, with_gap_filled
from workflows.web.pages.studio.draft_files import save_draft_file
from workflows.web.pages.studio.frame import process_of, room_words, studio_page
from workflows.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Opened:
    """The file as it is stored, its mark, and the table in hand (None when it holds none that can be read)."""

    decision_id: str
    content: bytes
    etag: str
    sheets: tuple[Sheet, ...]
    sheet: Sheet | None
    problems: tuple[str, ...] = ()


def show_decision(visit: Visit) -> Response:
    """Show the table as it is stored."""
    opened = _open(visit, visit.param("table"))
    return _page(visit, opened, opened.sheet)


def edit_decision(visit: Visit) -> Response:
    """Do what a button says: change the form, check it, try it, or save it."""
    opened = _open(visit, visit.field("table"))
    if opened.sheet is None:
        return _page(visit, opened, None)
    pressed = visit.field("do")
    sheet = changed_sheet(posted_sheet(visit, opened.sheet), pressed)
    if pressed == "save":
        return _save(visit, opened, sheet)
    if pressed.startswith("fill."):
        sheet = _filled(visit, sheet, pressed.removeprefix("fill."))
    return _page(visit, opened, sheet)


def _open(visit: Visit, table: str) -> Opened:
    decision_id = str(visit.request.path_params["decision_id"])
    content, etag = draft_file(visit.connection, process_of(visit), DECISIONS.file_of(decision_id))
    try:
        found = sheets(content)
    except DecisionRefused as refused:
        problems = tuple(problem.text(visit.language) for problem in refused.problems)
        return Opened(decision_id, content, etag, (), None, problems)
    chosen = next((each for each in found if each.decision_id == table), found[0] if found and not table else None)
    if table and chosen is None:
        raise NotFound(what="decision", id=table)
    return Opened(decision_id, content, etag, found, chosen)


def _save(visit: Visit, opened: Opened, sheet: Sheet) -> Response:
    name, content = DECISIONS.file_of(opened.decision_id), written(opened.content, sheet)
    try:
        save_draft_file(visit, name, content, seen=visit.field("etag"))
    except StudioRefused as refusal:
        return _page(visit, opened, sheet, refusal)
    return visit.redirect(
        f"/studio/{process_of(visit)}/decisions/{opened.decision_id}?table={sheet.decision_id}", "table_saved"
    )


def _filled(visit: Visit, sheet: Sheet, number: str) -> Sheet:
    gaps = coverage(sheet, visit.services.functions, _known(visit).choices).gaps
    wanted = index_of(number)
    return sheet if wanted is None or wanted >= len(gaps) else with_gap_filled(sheet, gaps[wanted].cells)


def _known(visit: Visit) -> Known:
    return known_to_decisions(visit.services, visit.connection, process_of(visit))


def _page(visit: Visit, opened: Opened, sheet: Sheet | None, refusal: StudioRefused | None = None) -> Response:
    known, functions = _known(visit), visit.services.functions
    found = coverage(sheet, functions, known.choices) if sheet else Coverage()
    return studio_page(
        visit,
        "decisions",
        "decisions/table.html",
        status=status_of(refusal) if refusal else 200,
        heading=sheet.title(visit.language) if sheet else opened.decision_id,
        w=room_words(visit, WORDS),
        opened=opened,
        sheet=sheet,
        etag=visit.field("etag") or opened.etag,
        is_changed=sheet != opened.sheet,
        refusal=refusal.text(visit.language) if refusal else "",
        faults=_said(visit, cell_faults(sheet, functions)) if sheet else {},
        problems=[*opened.problems, *(_problems(visit, opened, sheet) if sheet else [])],
        coverage=found,
        row_marks=_row_marks(found),
        must_answer=sheet is not None and sheet.policy in SINGLE,
        known=known.names,
        policies=POLICIES,
        aggregations=AGGREGATIONS,
        types=("", *TYPES),
        **_trial(visit, opened, sheet),
    )


def _said(visit: Visit, faults: Mapping[str, Any]) -> Mapping[str, str]:
    return {place: fault.text(visit.language) for place, fault in faults.items()}


def _row_marks(found: Coverage) -> Mapping[int, Sequence[int]]:
    """Give for each row (from 1) the rows it meets."""
    marks: dict[int, list[int]] = {}
    for overlap in found.overlaps:
        one, other = overlap.rows
        marks.setdefault(one, []).append(other)
        marks.setdefault(other, []).append(one)
    return marks


def _problems(visit: Visit, opened: Opened, sheet: Sheet) -> list[str]:
    """Give what is wrong with the table as a whole; what is wrong in a cell stands beside it."""
    try:
        compile_decision(written(opened.content, sheet), visit.services.functions, sheet.decision_id)
    except DecisionRefused as refused:
        beside = ("expression", "input_empty")
        return [each.text(visit.language) for each in refused.problems if each.rule not in beside]
    return []


def _trial(visit: Visit, opened: Opened, sheet: Sheet | None) -> Mapping[str, Any]:
    if sheet is None:
        return {"trial": None, "trial_names": (), "tried": {}, "trial_error": ""}
    functions = visit.services.functions
    names = other_names(sheet, functions)
    fields = [f"try.input.{number}" for number in range(len(sheet.inputs))] + [f"try.name.{name}" for name in names]
    tried = {field: visit.field(field) for field in fields}
    shown: dict[str, Any] = {"trial": None, "trial_names": names, "tried": tried, "trial_error": ""}
    if visit.field("do") == "try":
        try:
            trial = _tried(visit, opened, sheet, tried)
        except DecisionRefused:
            return {**shown, "trial_error": room_words(visit, WORDS)("try.not_yet")}
        error = trial.error.text(visit.language) if trial.error else ""
        return {**shown, "trial": trial, "trial_error": error}
    return shown


def _tried(visit: Visit, opened: Opened, sheet: Sheet, tried: Mapping[str, str]) -> Trial:
    functions = visit.services.functions
    inputs = [typed_value(tried[f"try.input.{number}"], functions) for number in range(len(sheet.inputs))]
    others = {
        field.removeprefix("try.name."): typed_value(text, functions)
        for field, text in tried.items()
        if field.startswith("try.name.") and text
    }
    content = written(opened.content, sheet)
    return try_out(content, sheet.decision_id, inputs, others, functions=functions, now=visit.now)


ADDRESSES = (
    Address("/studio/{process_id}/decisions/{decision_id}", show_decision, "studio.read"),
    Address("/studio/{process_id}/decisions/{decision_id}", edit_decision, "studio.edit", "POST"),
)
