"""Examples at the gate before publishing: each outcome that changed is accepted by the second person, one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import messages
from bpmn.bundle import Bundle
from bpmn.examples import Deviation
from messages import Language
from workflows.drafts.refusals import StudioRefused, SubmissionRefused


@dataclass(frozen=True, slots=True)
class ChangedExample:
    """An example that does not vouch for the new version as it did for the one before.

    `otherwise`: it comes out otherwise than the version before expected, or than the submission itself expects;
    `stopped`: with the submission it cannot be told to its end;
    `gone`: the submission keeps it no longer; `unread`: its file is no example.
    """

    name: str
    title: str
    title_en: str
    kind: Literal["otherwise", "stopped", "gone", "unread"]
    deviations: tuple[Deviation, ...] = ()

    def shown(self, language: Language) -> str:
        """Give the title in the language of the page."""
        return (self.title_en or self.title) if language == "en" else self.title


@dataclass(frozen=True, slots=True)
class ExamplesReplayed:
    """What came of replaying the examples with exactly the version of this digest."""

    digest: str
    changed: tuple[ChangedExample, ...] = ()
    left: int = 0
    """Examples whose turn has not come yet: what becomes of them is not known."""


class ExamplesChanged(StudioRefused):
    """Examples come out otherwise, and nobody has accepted it; `changed` are those."""

    code = "examples_changed"

    def __init__(self, changed: tuple[ChangedExample, ...]) -> None:
        super().__init__(count=len(changed))
        self.changed = changed

    def text(self, language: Language = "ko") -> str:
        """Name the examples."""
        titles = ", ".join(f"‘{each.shown(language)}’" for each in self.changed)
        return messages.text("studio.refused.examples_changed", language, titles=titles, **self.params)


def require_accepted(
    bundle: Bundle, replayed: ExamplesReplayed | None, accepted: Collection[str]
) -> tuple[ChangedExample, ...]:
    """Give the changed outcomes, all of them among the accepted.

    Raises SubmissionRefused when the examples were not, or not all, replayed with this very bundle, and ExamplesChanged
    for a changed outcome that is not among the accepted.
    """
    if replayed is None or replayed.digest != bundle.digest:
        raise SubmissionRefused("not_replayed")
    if replayed.left:
        raise SubmissionRefused("still_replayed", count=replayed.left)
    left = tuple(each for each in replayed.changed if each.name not in accepted)
    if left:
        raise ExamplesChanged(left)
    return replayed.changed
