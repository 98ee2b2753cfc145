"""The examples (모범 사례) of a draft: whether each still comes out as recorded, and what none of them touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.responses import Response

from bpmn.bundle import Bundle
from bpmn.differences.outline import outline
from bpmn.engine.errors import Refused
from bpmn.examples import Coverage, Deviation, Example, ExampleRefused, Outcome, covered, deviations, story_text
from messages import Language
from workflows.drafts.refusals import StudioRefused
from workflows.http.status import status_of
from workflows.queries.clauses import clauses
from workflows.queries.elements import element_names
from workflows.queries.process_draft import draft_bundle, draft_file, process_draft
from workflows.rehearsal.examples import A_WHILE, came_of, examples_in, file_of, replays
from workflows.web.endpoint import Address
from workflows.web.pages.studio.draft_files import remove_draft_file, save_draft_file
from workflows.web.pages.studio.frame import process_of, studio_page, studio_words
from workflows.web.visit import Visit


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
    name, verb = file_of(str(visit.request.path_params["example"])), visit.field("do")
    content, etag = draft_file(visit.connection, process_of(visit), name)
    seen = visit.field("etag") or etag
    try:
        if verb == "delete":
            remove_draft_file(visit, name, seen=seen)
            return _done(visit, "example_gone")
        save_draft_file(visit, name, _changed(visit, Example.read(content), verb).document(), seen=seen)
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
    came = _came(visit, bundle)
    lines, paths = _lines(visit, bundle, came), [each.path for each in (came or {}).values()]
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


def _came(visit: Visit, bundle: Bundle) -> Mapping[str, Outcome] | None:
    """Replay the examples for a while; those that come to their turn at a later visit are left out, None of a draft
    that cannot run."""
    try:
        return {each.name: each.happened for each in replays(bundle, visit.language, seconds=A_WHILE)}
    except Refused:
        return None


def _lines(visit: Visit, bundle: Bundle, came: Mapping[str, Outcome] | None) -> list[Line]:
    etags = {file.name: file.etag for file in process_draft(visit.connection, process_of(visit)).files}
    return [
        _line(visit, bundle, came, (name, etags[file_of(name)]), each) for name, each in examples_in(bundle).items()
    ]


def _line(
    visit: Visit,
    bundle: Bundle,
    came: Mapping[str, Outcome] | None,
    file: tuple[str, str],
    each: Example | ExampleRefused,
) -> Line:
    """Tell how an example (`file`: its name and mark) comes out; nothing `came` where the draft cannot run."""
    if isinstance(each, ExampleRefused):
        return Line(*file, file[0], "", 0, "", "unread", (), each.text(visit.language))
    told = (*file, each.title, each.title_en, len(each.story.steps), story_text(each.story))
    if came is None:
        return Line(*told, "unrun", (), studio_words(visit)("try.cannot_run"))
    if (happened := came.get(file[0])) is None:
        return Line(*told, "later", ())
    found = deviation_texts(deviations(each.expected, happened), bundle, visit.language)
    state = "stopped" if happened.state == "stopped" else "otherwise" if found else "same"
    return Line(*told, state, found)


ADDRESSES = (
    Address("/studio/{process_id}/examples", show_examples, "studio.read"),
    Address("/studio/{process_id}/examples/{example}", change, "studio.edit", "POST"),
)
