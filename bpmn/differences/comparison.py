"""Puts together everything that differs between two versions of a process, what weighs most first."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.bundle import Bundle
from bpmn.differences.change import Change, Part, Weight
from bpmn.differences.elements import element_changes, layout_changes
from bpmn.differences.files import file_changes
from bpmn.differences.outline import outline
from bpmn.differences.routes import happening_changes, route_changes
from messages import Language

ORDER: tuple[Weight, ...] = ("flow", "content", "appearance")


@dataclass(frozen=True, slots=True)
class Differences:
    """All changes: those of the way a case takes first, then of content, then of appearance."""

    changes: tuple[Change, ...]

    def sentences(self, language: Language = "ko") -> tuple[str, ...]:
        """Say every change in a sentence."""
        return tuple(dict.fromkeys(change.sentence(language) for change in self.changes))

    def of(self, part: Part) -> tuple[Change, ...]:
        """Give the changes of one part."""
        return tuple(change for change in self.changes if change.part == part)

    @property
    def keeps_flow(self) -> bool:
        """Whether only forms, tables, letters, names and looks differ: the way of a running case stays the same."""
        return all(change.weight != "flow" for change in self.changes)


def compare(old: Bundle, new: Bundle) -> Differences:
    """Compare two versions of one process; elements are the same when their ids are."""
    before, after = outline(old), outline(new)
    found = [
        *happening_changes(before, after),
        *route_changes(before, after),
        *element_changes(before, after),
        *file_changes(old, new),
        *layout_changes(before, after),
    ]
    if old.files[old.main] != new.files[new.main] and all(change.part != "diagram" for change in found):
        found.append(Change("diagram_says", "diagram", "", "content"))
    return Differences(tuple(sorted(found, key=lambda change: ORDER.index(change.weight))))
