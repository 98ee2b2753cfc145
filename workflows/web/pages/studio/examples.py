"""The examples (모범 사례) of a draft: whether each still comes out as recorded, and what none of them touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import monotonic

from starlette.responses import Response

from bpmn.bundle import Bundle
from bpmn.differences.outline import outline
from bpmn.engine.errors import Refused
from bpmn.examples import Coverage, Deviation, Example, ExampleRefused, covered, deviations, story_text
from messages import Language
from workflows.drafts.refusals import StudioRefused
from workflows.http.status import status_of
from workflows.queries.clauses import clauses
from workflows.queries.elements import element_names
from workflows.queries.process_draft import draft_bundle, draft_file, process_draft
from workflows.rehearsal.examples import came_of, examples_in, file_of, without_examples
from workflows.runtime import begin
from workflows.use_cases.remove_process_file import remove_process_file
from workflows.use_cases.save_process_file import save_process_file
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import process_of, studio_page, studio_words
from workflows.web.visit import Visit

A_WHILE = 2.0
"""Seconds that one visit goes on replaying; an example that has begun is finished."""


@dataclass(frozen=True, slots=True)
class Line:
    """One example with how it comes out with the draft as it is now; `problem` where it cannot be read."""

    name: str
    etag: str
    title: str
    title_en: str
    steps: int
    story: str
    state: str
    differences: tuple[str, ...]
    problem: str = ""


def show_examples(visit: Visit) -> Response:
    """List the examples, replayed against the draft, and what they cover."""
    return _page(visit)


def change(visit: Visit) -> Response:
    """Rename an example, delete it, or accept its new outcome."""
    name, verb = str(visit.request.path_params["example"]), visit.field("do")
    process_id, actor = process_of(visit), visit.person.person_id
    content, etag = draft_file(visit.connection, process_id, file_of(name))
    given = visit.field("etag") or etag
    try:
        if verb == "delete":
            with begin(visit.services) as uow:
                remove_process_file(uow, process_id, file_of(name), if_match=given, actor=actor, now=visit.now)
            return _done(visit, "example_gone")
        changed = _changed(visit, Example.read(content), verb).document()
        with begin(visit.services) as uow:
            save_process_file(uow, process_id, file_of(name), changed, if_match=given, actor=actor, now=visit.now)
    except StudioRefused as refusal:
        return _page(visit, refusal.text(visit.language), status=status_of(refusal))
    except (ExampleRefused, Refused) as refusal:
        return _page(visit, refusal.text(visit.language), status=422)
    return _done(visit, "example_kept")


def deviation_texts(found: tuple[Deviation, ...], bundle: Bundle, language: Language) -> tuple[str, ...]:
    """Say how an outcome differs, with the names of elements."""
    names = element_names(bundle, language)
    return tuple(each.text(language, names) for each in found)


def _changed(visit: Visit, example: Example, verb: str) -> Example:
    if verb == "accept":
        came = came_of(_bundle(visit), example, visit.language)
        if came.state == "stopped":
            raise ExampleRefused("cannot_be_told", "expected")
        return replace(example, expected=came)
    if verb == "rename" and visit.field("title"):
        return replace(example, title=visit.field("title"), title_en=visit.field("title_en"))
    return example


def _done(visit: Visit, done: str) -> Response:
    return visit.redirect(f"/studio/{process_of(visit)}/examples", done)


def _bundle(visit: Visit) -> Bundle:
    return draft_bundle(visit.services, visit.connection, process_of(visit), visit.today)


def _page(visit: Visit, refusal: str = "", *, status: int = 200) -> Response:
    bundle = _bundle(visit)
    lines, paths = _replayed(visit, bundle)
    coverage, names = covered(bundle, paths), element_names(bundle, visit.language)
    return studio_page(
        visit,
        "examples",
        "examples.html",
        status=status,
        refusal=refusal,
        lines=lines,
        runs=all(line.state not in ("unrun", "later") for line in lines),
        later=sum(line.state == "later" for line in lines),
        coverage=coverage,
        untouched=[names.get(each) or each for each in coverage.elements.unseen],
        ways=_ways(bundle, coverage, names),
        clauses_seen=clauses(coverage.clauses.seen),
        clauses_unseen=clauses(coverage.clauses.unseen),
    )


def _ways(bundle: Bundle, coverage: Coverage, names: Mapping[str, str]) -> list[str]:
    flows = outline(bundle).flows
    unseen = (flows[each] for each in coverage.flows.unseen)
    return [f"{names.get(each.source) or each.source} → {names.get(each.target) or each.target}" for each in unseen]


def _replayed(visit: Visit, bundle: Bundle) -> tuple[list[Line], list[tuple[str, ...]]]:
    """Replay the examples in turn, for a while; what was replayed is remembered, so the next visit comes further."""
    draft, since = process_draft(visit.connection, process_of(visit)), monotonic()
    etags, played = {file.name: file.etag for file in draft.files}, without_examples(bundle)
    lines, paths = [], []
    for name, each in examples_in(bundle).items():
        replayed = played if monotonic() - since < A_WHILE else None
        line, path = _line(visit, replayed, (name, etags[file_of(name)]), each)
        lines.append(line)
        paths.append(path)
    return lines, paths


def _line(
    visit: Visit, bundle: Bundle | None, file: tuple[str, str], each: Example | ExampleRefused
) -> tuple[Line, tuple[str, ...]]:
    """Tell how an example (`file`: its name and mark) comes out with a bundle; without one that is for later."""
    if isinstance(each, ExampleRefused):
        return Line(*file, file[0], "", 0, "", "unread", (), each.text(visit.language)), ()
    told = (*file, each.title, each.title_en, len(each.story.steps), story_text(each.story))
    if bundle is None:
        return Line(*told, "later", ()), ()
    try:
        came = came_of(bundle, each, visit.language)
    except Refused:
        return Line(*told, "unrun", (), studio_words(visit)("try.cannot_run")), ()
    found = deviation_texts(deviations(each.expected, came), bundle, visit.language)
    state = "stopped" if came.state == "stopped" else "otherwise" if found else "same"
    return Line(*told, state, found), came.path


ADDRESSES = (
    Address("/studio/{process_id}/examples", show_examples, "studio.read"),
    Address("/studio/{process_id}/examples/{example}", change, "studio.edit", "POST"),
)
