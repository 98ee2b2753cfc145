"""What can go wrong while running processes, each with what to do next.

Every error has a `code` (a key of `messages/errors.*.toml`), `params` that fill its sentence, and `text(language)`.
`retryable` says whether the very same request may succeed when simply sent again.
"""

# ruff: noqa: N818 -- an error is named for what happened, not for being an error

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Any, ClassVar, Protocol

import messages
from messages import Language


class JoryeError(Exception):
    """The root of every error that a person may read."""

    code: ClassVar[str] = "unknown"
    retryable: ClassVar[bool] = False

    def __init__(self, **params: object) -> None:
        super().__init__()
        self.params = params

    def text(self, language: Language = "ko") -> str:
        """Give the sentence in `language`."""
        return messages.text(f"errors.{self.code}", language, **self.params)

    def __str__(self) -> str:
        return f"{self.code}: {self.text('en')}"


class NotFound(JoryeError):
    """There is no such thing: `what` (a key below `errors.what`) and its `id`."""

    code = "not_found"

    def text(self, language: Language = "ko") -> str:
        """Give the sentence with the kind of thing named in `language`."""
        what = messages.text(f"errors.what.{self.params['what']}", language)
        return messages.text("errors.not_found", language, what=what, id=self.params["id"])


class AlreadyDone(JoryeError):
    """Somebody else finished the task first; what was typed is kept as a draft (person id `by`, moment `at`)."""

    code = "already_done"

    def __init__(self, *, task_id: int, name: str, by: int | None, at: datetime | None) -> None:
        super().__init__(task_id=task_id, name=name, by=by, at=at)
        self.task_id, self.by, self.at = task_id, by, at


class NoLongerOpen(JoryeError):
    """The task was called off before this answer came, for example because the case was cancelled."""

    code = "no_longer_open"


class NotYours(JoryeError):
    """The task belongs to others: this person is neither candidate nor assignee."""

    code = "not_yours"


class ClaimedByAnother(JoryeError):
    """A colleague has taken the task; they or their lead must release it first."""

    code = "claimed_by_another"


class MustBeAnotherPerson(JoryeError):
    """Separation of duties: who finished `element` may not finish this one."""

    code = "must_be_another_person"


class NotAColleague(JoryeError):
    """A task goes only to somebody who holds its role today and need not stay away from it."""

    code = "not_a_colleague"


class ReasonMissing(JoryeError):
    """What is done against somebody else's work or a whole case is done with a reason that the history keeps."""

    code = "reason_missing"


class AnswerRefused(JoryeError):
    """The answer does not fit the form; `errors` are the form's own field errors."""

    code = "answer_refused"

    def __init__(self, errors: Sequence[Any]) -> None:
        super().__init__(count=len(errors))
        self.errors = tuple(errors)

    def text(self, language: Language = "ko") -> str:
        """Give the sentence followed by every field's own."""
        own = "message_en" if language == "en" else "message_ko"
        lines = (f"{error.field_path}: {getattr(error, own)}" for error in self.errors)
        return "\n".join([super().text(language), *lines])


class Sentence(Protocol):
    """A refusal of another floor: it says itself what to correct."""

    def text(self, language: Language = "ko") -> str:
        """Give the sentence in `language`."""


class RegisterRefused(JoryeError):
    """A register, or the law it keeps, does not take the answer; nothing was written, the sentence is its own."""

    code = "register_refused"

    def __init__(self, refusal: Sentence) -> None:
        super().__init__()
        self.refusal = refusal

    def text(self, language: Language = "ko") -> str:
        """Give the register's own sentence."""
        return self.refusal.text(language)


class NotAllowed(JoryeError):
    """The rights refuse; the sentence is the decision's own."""

    code = "not_allowed"

    def __init__(self, decision: Sentence) -> None:
        super().__init__()
        self.decision = decision

    def text(self, language: Language = "ko") -> str:
        """Give the decision's own sentence."""
        return self.decision.text(language)


class KeyUsedForAnother(JoryeError):
    """The idempotency key came before with another body, person or task."""

    code = "key_used_for_another"


class Conflict(JoryeError):
    """Another transaction changed the same rows meanwhile; nothing was written."""

    code = "conflict"
    retryable = True


class InstanceNotRunning(JoryeError):
    """The process instance is suspended or has ended."""

    code = "instance_not_running"


class BusinessKeyTaken(JoryeError):
    """An instance of this process already has this business key."""

    code = "business_key_taken"


class NotPublished(JoryeError):
    """No version of this process was published."""

    code = "not_published"


class NotStartable(JoryeError):
    """The process has no such start event, or its start answer is missing."""

    code = "not_startable"


class NobodyWaits(JoryeError):
    """No instance waits for this message."""

    code = "nobody_waits"


class SeveralWait(JoryeError):
    """More than one instance waits for this message: it needs a sharper correlation."""

    code = "several_wait"


class UnknownOperation(JoryeError):
    """The diagram names a service operation that is not installed."""

    code = "unknown_operation"


class EngineStopped(JoryeError):
    """A technical fault stopped the step; nothing changed."""

    code = "engine_stopped"


class NothingToRetry(JoryeError):
    """The incident was already resolved."""

    code = "nothing_to_retry"


class ChainBroken(JoryeError):
    """The history of an instance was changed after it was written."""

    code = "chain_broken"


def megabytes(octets: int) -> str:
    """Write a size so that what is above a limit reads so."""
    return f"{ceil(octets * 100 / 1024 / 1024) / 100:g} MB"


class UploadRefused(JoryeError):
    """The file is too big, empty, or not of an accepted kind."""

    code = "upload_refused"

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(**params)
        self.reason = reason

    def text(self, language: Language = "ko") -> str:
        """Give the sentence of this refusal's reason."""
        return messages.text(f"errors.upload.{self.reason}", language, **self.params)


class SignInFailed(JoryeError):
    """Login and password do not belong together (which of the two is not said)."""

    code = "sign_in_failed"


class SignInPaused(JoryeError):
    """Too many failures: the account waits until `until`."""

    code = "sign_in_paused"


class SettingWrong(JoryeError):
    """A setting cannot be used: its `name`, its `value`, and what it `expects`."""

    code = "setting_wrong"


class ContentWrong(JoryeError):
    """A file of a city's own content cannot be used: its `path`, the `reason`, and what it `expects`."""

    code = "content_wrong"


class NotDurable(JoryeError):
    """The database does not promise that what was committed survives a power cut."""

    code = "not_durable"


class DatabaseTooOld(JoryeError):
    """The database server is older than what this program is tested with."""

    code = "database_too_old"


class NotMigrated(JoryeError):
    """The database's tables are not those of this version."""

    code = "not_migrated"


class BackupFailed(JoryeError):
    """The backup at `path` could not be made, and why."""

    code = "backup_failed"


class MoveUnderWay(JoryeError):
    """Cases of this process are being judged, moved or taken back already."""

    code = "move_under_way"


class NothingToMove(JoryeError):
    """No living case of this process is on another version."""

    code = "nothing_to_move"


class NotPlanned(JoryeError):
    """The move was begun already, or its cases are not all judged yet."""

    code = "not_planned"


class NotScheduled(JoryeError):
    """The move that was asked for at publishing was begun or cancelled already."""

    code = "not_scheduled"


class NotMoved(JoryeError):
    """Nothing of this move can be taken back: it was not begun, or it was taken back already."""

    code = "not_moved"
