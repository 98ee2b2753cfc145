"""What the publisher took upon themselves, as the history keeps it: in both languages, as it was read that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bpmn.rules import Breach
from workflows.drafts.example_gate import ChangedExample
from workflows.drafts.history import Deed, record_deed
from workflows.runtime import UnitOfWork

DEEDS: tuple[Deed, ...] = ("examples_accepted", "findings_accepted")
Item = Mapping[str, str]
"""`key` tells it from the others; `kind` says what became of an example, empty for a finding; `ko`, `en`: its words."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The examples that changed and the findings that had to be accepted, all of which were."""

    examples: tuple[ChangedExample, ...]
    findings: tuple[Breach, ...]


def record_accepted(uow: UnitOfWork, process_id: str, number: int, taken: Taken, *, actor: int, now: datetime) -> None:
    """Append an entry for the examples and one for the findings accepted with a version; none where there are none."""
    if items := [_example(each) for each in taken.examples]:
        record_deed(uow, process_id, "examples_accepted", actor=actor, now=now, number=number, accepted=items)
    if items := [_finding(each) for each in taken.findings]:
        record_deed(uow, process_id, "findings_accepted", actor=actor, now=now, number=number, accepted=items)


def _example(each: ChangedExample) -> Item:
    return {"key": each.name, "kind": each.kind, "ko": each.shown("ko"), "en": each.shown("en")}


def _finding(each: Breach) -> Item:
    return {"key": each.key, "kind": "", "ko": each.reason("ko"), "en": each.reason("en")}
