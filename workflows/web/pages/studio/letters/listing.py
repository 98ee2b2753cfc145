"""The letters of a draft: listed with who sends them, begun, copied and removed."""

from __future__ import annotations

from starlette.responses import Response

from bpmn.letters.editing import new_letter
from workflows.drafts.refusals import StudioRefused
from workflows.http.status import status_of
from workflows.queries.draft_letters import draft_letters
from workflows.queries.process_draft import draft_file
from workflows.runtime import begin
from workflows.use_cases.remove_process_file import remove_process_file
from workflows.use_cases.save_process_file import save_process_file
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import process_of, studio_page
from workflows.web.pages.studio.letters.words import letter_words
from workflows.web.visit import Visit


def show_letters(visit: Visit) -> Response:
    """List the letters."""
    return _page(visit)


def begin_letter(visit: Visit) -> Response:
    """Begin a letter, empty or as a copy of another (`copy_of`)."""
    process_id, letter_id, copy_of = process_of(visit), visit.field("id"), visit.field("copy_of")
    content = new_letter(visit.field("title") or letter_id)
    if copy_of:
        content, _ = draft_file(visit.connection, process_id, file_of(copy_of))
    try:
        with begin(visit.services) as uow:
            save_process_file(
                uow, process_id, file_of(letter_id), content, if_match="", actor=visit.person.person_id, now=visit.now
            )
    except StudioRefused as refusal:
        return _page(visit, refusal)
    return visit.redirect(f"/studio/{process_id}/letters/{letter_id}")


def remove_letter(visit: Visit) -> Response:
    """Remove a letter, once the visitor has confirmed it."""
    process_id, letter_id = process_of(visit), str(visit.request.path_params["letter_id"])
    _, etag = draft_file(visit.connection, process_id, file_of(letter_id))
    if visit.field("sure") != "yes":
        return studio_page(
            visit, "letters", "letters/remove.html", w=letter_words(visit), letter_id=letter_id, etag=etag
        )
    name, seen = file_of(letter_id), visit.field("etag")
    with begin(visit.services) as uow:
        remove_process_file(uow, process_id, name, if_match=seen, actor=visit.person.person_id, now=visit.now)
    return visit.redirect(f"/studio/{process_id}/letters")


def file_of(letter_id: str) -> str:
    """Name the file of a letter."""
    return f"letters/{letter_id}.toml"


def _page(visit: Visit, refusal: StudioRefused | None = None) -> Response:
    return studio_page(
        visit,
        "letters",
        "letters/list.html",
        status=status_of(refusal) if refusal else 200,
        w=letter_words(visit),
        rows=draft_letters(visit.services, visit.connection, process_of(visit)),
        refusal=refusal.text(visit.language) if refusal else "",
        copying=visit.param("copy"),
        typed={name: visit.field(name) for name in ("id", "title", "copy_of")},
    )


ADDRESSES = (
    Address("/studio/{process_id}/letters", show_letters, "studio.read"),
    Address("/studio/{process_id}/letters", begin_letter, "studio.edit", "POST"),
    Address("/studio/{process_id}/letters/{letter_id}/remove", remove_letter, "studio.edit", "POST"),
)
