"""A list of a draft's files of one kind: each begun empty or as a copy, and removed once that is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from workflows.drafts.refusals import FileRefused, StudioRefused
from workflows.http.status import status_of
from workflows.queries.process_draft import draft_file
from workflows.web.endpoint import Address
from workflows.web.pages.studio.draft_files import remove_draft_file, save_draft_file
from workflows.web.pages.studio.frame import process_of, room_words, studio_page
from workflows.web.visit import Visit


@dataclass(frozen=True)
class FileList:
    """What tells the list of one kind from another's."""

    kind: str
    """`decisions` or `letters`: the tab, the folder of the files and that of the templates."""
    suffix: str
    words: str
    """The room of sentences."""
    rows: Callable[[Visit], Sequence[Any]]
    empty: Callable[[str, str], bytes]
    """Makes a new file from its id and title."""
    copied: Callable[[bytes, str, str], bytes | None]
    """Makes a file from another's content, its own id and title (may be empty); None where there is nothing to copy."""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Give the addresses of the list."""
        here = f"/studio/{{process_id}}/{self.kind}"
        return (
            Address(here, self.show, "studio.read"),
            Address(here, self.start, "studio.edit", "POST"),
            Address(f"{here}/{{{self._parameter}}}/remove", self.remove, "studio.edit", "POST"),
        )

    def file_of(self, file_id: str) -> str:
        """Name a file."""
        return f"{self.kind}/{file_id}.{self.suffix}"

    def show(self, visit: Visit) -> Response:
        """Show the list."""
        return self._page(visit)

    def start(self, visit: Visit) -> Response:
        """Begin a file, empty or as a copy of another (`copy_of`)."""
        file_id = visit.field("id")
        try:
            save_draft_file(visit, self.file_of(file_id), self._content(visit, file_id), seen="")
        except StudioRefused as refusal:
            return self._page(visit, refusal)
        return visit.redirect(f"/studio/{process_of(visit)}/{self.kind}/{file_id}")

    def remove(self, visit: Visit) -> Response:
        """Remove a file, once the visitor has confirmed it."""
        file_id, process_id = str(visit.request.path_params[self._parameter]), process_of(visit)
        _, etag = draft_file(visit.connection, process_id, self.file_of(file_id))
        if visit.field("sure") != "yes":
            words = room_words(visit, self.words)
            return studio_page(
                visit, self.kind, "parts/remove_file.html", w=words, kind=self.kind, file_id=file_id, etag=etag
            )
        remove_draft_file(visit, self.file_of(file_id), seen=visit.field("etag"))
        return visit.redirect(f"/studio/{process_id}/{self.kind}")

    @property
    def _parameter(self) -> str:
        return f"{self.kind.removesuffix('s')}_id"

    def _content(self, visit: Visit, file_id: str) -> bytes:
        title, copy_of = visit.field("title"), visit.field("copy_of")
        if not copy_of:
            return self.empty(file_id, title or file_id)
        content, _ = draft_file(visit.connection, process_of(visit), self.file_of(copy_of))
        copied = self.copied(content, file_id, title)
        if copied is None:
            raise FileRefused("empty", name=self.file_of(copy_of))
        return copied

    def _page(self, visit: Visit, refusal: StudioRefused | None = None) -> Response:
        return studio_page(
            visit,
            self.kind,
            f"{self.kind}/list.html",
            status=status_of(refusal) if refusal else 200,
            w=room_words(visit, self.words),
            rows=self.rows(visit),
            refusal=refusal.text(visit.language) if refusal else "",
            copying=visit.param("copy"),
            typed={name: visit.field(name) for name in ("id", "title", "copy_of")},
        )
