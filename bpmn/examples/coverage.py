"""Which elements, sequence flows and clauses of a process its examples pass, and which none does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bpmn.bundle import Bundle
from bpmn.differences.outline import Flow, Outline, outline

ONE_WAY = frozenset({"exclusiveGateway", "eventBasedGateway"})


@dataclass(frozen=True, slots=True)
class Passed:
    """What of one kind is passed and what is not, by id, in the order of the diagram."""

    seen: tuple[str, ...]
    unseen: tuple[str, ...]

    @property
    def total(self) -> int:
        """Count all there are."""
        return len(self.seen) + len(self.unseen)

    @property
    def share(self) -> int:
        """Give the part that is passed, in whole percent."""
        return 100 * len(self.seen) // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the examples of a process pass of it."""

    elements: Passed
    flows: Passed
    clauses: Passed


def covered(bundle: Bundle, paths: Iterable[tuple[str, ...]]) -> Coverage:
    """Give the coverage of the bundle's own process by the paths of its examples."""
    drawn, told = outline(bundle), tuple(paths)
    passed = frozenset(chain.from_iterable(told)) & drawn.elements.keys()
    ways = _Ways.of(drawn)
    taken = frozenset(chain.from_iterable(ways.taken(path) for path in told))
    clauses = dict.fromkeys(chain.from_iterable(each.clauses for each in drawn.elements.values()))
    touched = frozenset(chain.from_iterable(drawn.elements[each].clauses for each in passed))
    return Coverage(_split(drawn.elements, passed), _split(drawn.flows, taken), _split(clauses, touched))


def _split(all_there_are: Iterable[str], passed: Collection[str]) -> Passed:
    ids = tuple(all_there_are)
    return Passed(tuple(each for each in ids if each in passed), tuple(each for each in ids if each not in passed))


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where each element leads, to tell from the elements that were passed by which flows it went."""

    flows: Mapping[str, tuple[Flow, ...]]
    breaks: Mapping[str, frozenset[str]]
    """Events on the edge of an activity that end it, so that none of its own flows is taken."""
    one_way: frozenset[str]

    @classmethod
    def of(cls, drawn: Outline) -> _Ways:
        elements = drawn.elements.values()
        ending = [each for each in elements if each.attached and each.says.get("cancelActivity") != "false"]
        return cls(
            {each: tuple(drawn.leaving(each)) for each in drawn.elements},
            {each: frozenset(event.id for event in ending if event.attached == each) for each in drawn.elements},
            frozenset(each.id for each in elements if each.kind in ONE_WAY),
        )

    def taken(self, path: tuple[str, ...]) -> Iterator[str]:
        """Give the flows that a path went by."""
        for at, element in enumerate(path):
            yield from self._left(element, path[at + 1 :])

    def _left(self, element: str, later: tuple[str, ...]) -> Iterator[str]:
        """Give the flows by which an element was left, looking no further than to when it is entered again.

        Several flows between the same two elements count together: what was passed does not tell them apart.
        """
        open_ways = defaultdict[str, list[str]](list)
        for flow in self.flows.get(element, ()):
            open_ways[flow.target].append(flow.id)
        ends = self.breaks.get(element, frozenset())
        for each in later:
            if not open_ways or (each == element and each not in open_ways) or each in ends:
                return
            if each in open_ways:
                yield from open_ways.pop(each)
                if element in self.one_way or each == element:
                    return
