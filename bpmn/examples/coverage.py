"""Which elements, ways and clauses of a process its examples touch, and which none does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from bpmn.bundle import Bundle
from bpmn.differences.outline import Outline, outline


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is touched (`…_seen`) and what is not (`…_unseen`), in the order of the diagram."""

    elements_seen: tuple[str, ...]
    elements_unseen: tuple[str, ...]
    flows_unseen: tuple[str, ...]
    """Sequence flows of which source or target was never passed."""
    clauses_seen: tuple[str, ...]
    clauses_unseen: tuple[str, ...]

    @property
    def share(self) -> int:
        """Give the part of the elements that is touched, in whole percent."""
        total = len(self.elements_seen) + len(self.elements_unseen)
        return 100 * len(self.elements_seen) // total if total else 100


def covered(bundle: Bundle, paths: Iterable[tuple[str, ...]]) -> Coverage:
    """Give the coverage of the bundle's own process by the paths of its examples."""
    drawn: Outline = outline(bundle)
    passed = frozenset(chain.from_iterable(paths))
    seen = tuple(each for each in drawn.elements if each in passed)
    clauses = tuple(dict.fromkeys(chain.from_iterable(each.clauses for each in drawn.elements.values())))
    touched = frozenset(chain.from_iterable(drawn.elements[each].clauses for each in seen))
    return Coverage(
        elements_seen=seen,
        elements_unseen=tuple(each for each in drawn.elements if each not in passed),
        flows_unseen=tuple(flow.id for flow in drawn.flows.values() if not {flow.source, flow.target} <= passed),
        clauses_seen=tuple(each for each in clauses if each in touched),
        clauses_unseen=tuple(each for each in clauses if each not in touched),
    )
