"""What every page about one process of the studio has in common: its name, the state of its draft, its tabs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.responses import Response

import messages
from workflows.drafts.refusals import NoDraft
from workflows.queries.process_draft import DraftView, process_draft
from workflows.queries.studio import published_name
from workflows.rights import Page
from workflows.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Tab:
    """A page about one process; its name is the sentence `studio.tab.<key>`, its address `/studio/<process><path>`."""

    key: str
    path: str
    needs_draft: bool = True


TABS = (
    Tab("overview", "", needs_draft=False),
    Tab("diagram", "/diagram"),
    Tab("forms", "/forms"),
    Tab("decisions", "/decisions"),
    Tab("letters", "/letters"),
    Tab("try", "/try"),
    Tab("examples", "/examples"),
    Tab("submission", "/submission", needs_draft=False),
    Tab("versions", "/versions", needs_draft=False),
    Tab("moves", "/moves", needs_draft=False),
)
"""In the order of work; a page that joins the studio adds its line."""


def studio_page(
    visit: Visit, tab: str, template: str, *, status: int = 200, heading: str = "", **values: Any
) -> Response:
    """Answer with the page of a tab; it gets `s` (the words), `process_id`, `draft` (or None), `tabs`."""
    process_id = process_of(visit)
    draft = values.pop("draft", None) or draft_or_none(visit)
    return visit.page(
        f"studio/{template}",
        status=status,
        s=studio_words(visit),
        process_id=process_id,
        title=title_of(visit, draft),
        draft=draft,
        tab=tab,
        tabs=[each for each in TABS if draft is not None or not each.needs_draft],
        heading=heading,
        csrf=visit.csrf,
        may_edit=visit.may("studio.edit", Page("studio")),
        **values,
    )


def studio_words(visit: Visit) -> Any:
    """Give the studio's sentences in the visitor's language: `s("tab.forms")`."""
    return room_words(visit, "studio")


def room_words(visit: Visit, room: str) -> Any:
    """Give the sentences of another room in the visitor's language: `w("list.new")`."""
    return partial(_said, visit, room)


def process_of(visit: Visit) -> str:
    """Give the process that the address names."""
    return str(visit.request.path_params["process_id"])


def draft_or_none(visit: Visit) -> DraftView | None:
    """Give the draft of the process, None when nobody has opened one."""
    try:
        return process_draft(visit.connection, process_of(visit))
    except NoDraft:
        return None


def title_of(visit: Visit, draft: DraftView | None) -> str:
    """Name the process as its draft does, or its newest version; raises NotFound for one that has neither."""
    if draft is not None:
        return draft.name(visit.language)
    return published_name(visit.connection, process_of(visit))(visit.language)


def _said(visit: Visit, room: str, key: str, **parameters: object) -> str:
    return messages.text(f"{room}.{key}", visit.language, **parameters)
