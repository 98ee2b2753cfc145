"""What the studio refuses, each with what to do next (sentences in `messages/studio.*.toml` below `refused`)."""

# ruff: noqa: N818 -- named for what happened, not for being an error

from __future__ import annotations

from datetime import datetime

import messages
from bpmn.engine.errors import Refused, Speaking
from messages import Language
from workflows.errors import JoryeError


class StudioRefused(JoryeError):
    """The root of the studio's refusals."""

    def text(self, language: Language = "ko") -> str:
        """Give the sentence in `language`."""
        return messages.text(f"studio.refused.{self.code}", language, **self.params)


class NoDraft(StudioRefused):
    """Nobody has opened a draft of this process."""

    code = "no_draft"


class DraftClosed(StudioRefused):
    """The draft was published or discarded while somebody typed; what was typed is kept as a recovery copy."""

    code = "draft_closed"


class ChangedMeanwhile(StudioRefused):
    """The file is no longer the one that was edited; what was typed is kept as a recovery copy.

    `by` (person id) saved or removed it `at` a moment, maybe the `actor` in another window; `etag` marks what stands
    there now, empty when it was removed.
    """

    code = "changed_meanwhile"

    def __init__(self, name: str, *, by: int | None, at: datetime | None, etag: str, actor: int) -> None:
        super().__init__(name=name)
        self.by, self.at, self.etag, self.actor = by, at, etag, actor

    def text(self, language: Language = "ko") -> str:
        """Say whether it was somebody else."""
        if self.by == self.actor:
            return messages.text("studio.refused.changed_in_another_window", language, **self.params)
        return super().text(language)


class FileRefused(StudioRefused):
    """The file does not belong into a process; `reason` says why."""

    code = "file_refused"

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(**params)
        self.reason = reason

    def text(self, language: Language = "ko") -> str:
        """Give the sentence of this reason."""
        return messages.text(f"studio.file_refused.{self.reason}", language, **self.params)


class NotOpened(StudioRefused):
    """The file is no diagram that can be read; `problem` says where and why."""

    code = "not_opened"

    def __init__(self, name: str, problem: Speaking) -> None:
        super().__init__(name=name)
        self.problem = problem

    def text(self, language: Language = "ko") -> str:
        """Give the sentence with the reader's own."""
        reason = self.problem.finding(language).message
        return messages.text("studio.refused.not_opened", language, reason=reason, **self.params)


class DraftChanged(StudioRefused):
    """Somebody has changed the draft since it was seen, so it is not replaced."""

    code = "draft_changed"


class SubmissionRefused(StudioRefused):
    """The draft or version cannot be handed over as it is; `reason` says why."""

    code = "submission_refused"

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(**params)
        self.reason = reason

    def text(self, language: Language = "ko") -> str:
        """Give the sentence of this reason."""
        return messages.text(f"studio.submission_refused.{self.reason}", language, **self.params)


class NeedsSecondPerson(StudioRefused):
    """Whoever wrote any of it may not publish it."""

    code = "needs_second_person"


class AlreadyDecided(StudioRefused):
    """Somebody has published, returned or withdrawn the submission first."""

    code = "already_decided"


class HasErrors(StudioRefused):
    """The process has errors that the rules forbid; `refused` says each of them in any language."""

    code = "has_errors"

    def __init__(self, refused: Refused) -> None:
        super().__init__(count=len(refused.problems))
        self.refused = refused
