"""A process owner's day in the studio: opens, changes, hands over, publishes, without pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from bpmn.bundle import MAIN, Bundle
from tests.kit.city import DIAGRAMS, City
from workflows.drafts.submissions import Wish
from workflows.instances.bundles import stored_bundle
from workflows.queries.process_draft import draft_file
from workflows.queries.submissions import submission_view, submitted_bundle
from workflows.rehearsal.examples import replay_before_publishing
from workflows.use_cases.open_process_draft import open_process_draft
from workflows.use_cases.publish_bundle import Published
from workflows.use_cases.publish_submission import publish_submission
from workflows.use_cases.restore_version import restore_version
from workflows.use_cases.return_submission import return_submission
from workflows.use_cases.save_process_file import save_process_file
from workflows.use_cases.submit_process_draft import submit_process_draft
from workflows.use_cases.withdraw_submission import withdraw_submission

PROCESS = "kit_approval"
APPROVAL = Bundle.read(DIAGRAMS / PROCESS)


@dataclass(frozen=True)
class Studio:
    """Works on one process of a city; people are named by login."""

    city: City
    process_id: str = PROCESS

    def open(self, by: str = "owner1") -> None:
        """Open the draft."""
        with self.city.unit_of_work() as uow:
            open_process_draft(uow, self.process_id, **self._who(by))

    def rename(self, old: str, new: str, by: str = "owner1") -> None:
        """Change the diagram by replacing text in it."""
        with self.city.unit_of_work() as uow:
            content, etag = draft_file(uow.connection, self.process_id, MAIN)
            assert old.encode() in content
            changed = content.replace(old.encode(), new.encode())
            save_process_file(uow, self.process_id, MAIN, changed, if_match=etag, **self._who(by))

    def submit(self, note: str, by: str = "owner1", *, effective_from: date | None = None) -> int:
        """Hand the draft over."""
        with self.city.unit_of_work() as uow:
            return submit_process_draft(uow, self.process_id, Wish(note, effective_from), **self._who(by))

    def restore(self, number: int, note: str, by: str = "owner1") -> int:
        """Hand an earlier version over."""
        with self.city.unit_of_work() as uow:
            return restore_version(uow, self.process_id, number, Wish(note), **self._who(by))

    def publish(self, submission: int, by: str = "owner2", *, effective_from: date | None = None) -> Published:
        """Publish a submission, with its examples replayed and none of their changes accepted."""
        return self.publish_accepting(submission, (), by, effective_from=effective_from)

    def publish_accepting(
        self, submission: int, accepted: Collection[str], by: str = "owner2", *, effective_from: date | None = None
    ) -> Published:
        """Publish a submission although these examples come out otherwise."""
        with self.city.connection() as connection:
            based_on = submission_view(connection, self.process_id, submission).based_on
            before = stored_bundle(self.city.services, connection, based_on) if based_on else None
            replayed = replay_before_publishing(before, submitted_bundle(connection, submission))
        with self.city.unit_of_work() as uow:
            return publish_submission(
                uow, submission, examples=replayed, accepted=accepted, effective_from=effective_from, **self._who(by)
            )

    def send_back(self, submission: int, reason: str, by: str = "owner2") -> None:
        """Return a submission."""
        with self.city.unit_of_work() as uow:
            return_submission(uow, submission, reason, **self._who(by))

    def withdraw(self, submission: int, by: str = "owner1") -> None:
        """Take a submission back."""
        with self.city.unit_of_work() as uow:
            withdraw_submission(uow, submission, **self._who(by))

    def changed_and_published(self, note: str, *, effective_from: date | None = None) -> None:
        """Have owner1 rename the review and owner2 publish that."""
        self.open()
        self.rename("검토", "심사")
        self.publish(self.submit(note), effective_from=effective_from)

    @staticmethod
    def edited(bundle: Bundle, old: str, new: str) -> Bundle:
        """Give the bundle with text of its diagram replaced."""
        diagram = bundle.files[MAIN].replace(old.encode(), new.encode())
        return Bundle.from_files({**bundle.files, MAIN: diagram})

    def _who(self, login: str) -> dict[str, Any]:
        return {"actor": self.city.person(login), "now": self.city.clock.now()}
