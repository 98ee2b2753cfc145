"""Whether a running case has the data that what lies ahead of it will read.

Variables never vanish, so what is there now stays. From where the case stands the ways ahead are followed; at each
element that surely has been written on every way that leads there. What the version it comes from read at the same
element is not asked again: there the case would stop in either version.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from bpmn.bundle import Bundle
from bpmn.effects import Effect, Read, reading
from bpmn.engine import Definition
from bpmn.engine.marking import Marking
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.levels import Embedded, EventSubProcess
from bpmn.engine.specs.node import Node
from bpmn.expressions.functions import Functions
from bpmn.moving.reading import Gives, effects

Names = frozenset[str]


class Needs:
    """What the elements of one version read and write, those that share the outermost process's data."""

    def __init__(self, definition: Definition, bundle: Bundle, functions: Functions, gives: Gives) -> None:
        self._effects = effects(definition, bundle, functions, gives)
        self._nodes: dict[str, Node] = {}
        self._after: dict[str, tuple[str, ...]] = {}
        self._seen: dict[str, Names] = {}
        """Names that only the instances around an element see, and its own."""
        self._always: Names = frozenset(definition.process.defaults)
        self._read_level(definition.process, "", frozenset())
        self._before: dict[str, list[str]] = {name: [] for name in self._nodes}
        for name, following in self._after.items():
            for other in following:
                self._before[other].append(name)
        self._reads = {name: self._names(name, *_early(self._effects[name])) for name in self._seen}
        self._reads_at_end = {name: self._names(name, *_late(self._effects[name])) for name in self._seen}
        self._reads_onward = {name: self._names(name, *_onward(self._nodes[name])) for name in self._seen}

    @property
    def read(self) -> dict[str, Names]:
        """Give everything that each element reads."""
        return {name: self._reads[name] | self._reads_at_end[name] | self._reads_onward[name] for name in self._seen}

    def _names(self, name: str, *reads: Read) -> Names:
        return frozenset(each for read in reads for each in read.names) - self._seen[name]

    def _read_level(self, level: LevelSpec, holder: str, seen: Names) -> None:
        """Lay the levels that share the data out as one graph; the end of an inner level leads on from its holder."""
        for node in level.task_specs.values():
            if isinstance(node, Node) and node.name == node.facts.element:
                self._nodes[node.name] = node
                self._seen[node.name] = seen | self._effects[node.name].inner.keys()
                onward = [flow.target.name for flow in node.flows] or ([] if not holder else [f"{holder}>"])
                self._after[node.name] = (*onward, *(event.name for event in node.boundaries))
                inner = getattr(node, "child", node)
                if isinstance(inner, Embedded):
                    self._enter(node, inner, onward, holder)

    def _enter(self, node: Node, inner: Embedded, onward: list[str], holder: str) -> None:
        exit_ = f"{node.name}>"
        self._nodes[exit_] = node
        self._after[exit_] = (
            tuple(onward) if not isinstance(inner, EventSubProcess) else ((f"{holder}>",) if holder else ())
        )
        first = inner.inner.starts or inner.inner.start_events
        boundaries = tuple(event.name for event in node.boundaries)
        effect = self._effects[node.name]
        passed_by = (exit_,) if effect.may_skip or effect.given else ()
        self._after[node.name] = (*(start.name for start in first), *passed_by, *boundaries)
        self._read_level(inner.inner, node.name, self._seen[node.name])

    def missing(self, marking: Marking, there: Names, exempt: Mapping[str, Names]) -> list[tuple[str, str]]:
        """Give `(element, name)` of every variable that may be read and not be there; `exempt` by element."""
        there = there | self._always
        standing = frozenset(_standing(marking)) & self._nodes.keys()
        handlers = {name for name, node in self._nodes.items() if isinstance(node, EventSubProcess)}
        ahead = self._ahead(standing | handlers)
        known = self._known(ahead, standing | handlers, there)
        return [
            (name, variable)
            for name in ahead
            if not name.endswith(">")
            for variable in sorted(self._lacking(name, known) - exempt.get(name, frozenset()))
        ]

    def _lacking(self, name: str, known: Mapping[str, Names]) -> Names:
        """Give what an element reads and may miss; at its end it sees what it wrote too, its flows what leaves it."""
        effect, exit_ = self._effects[name], f"{name}>"
        ends = [
            known[each] | self._written(each, exit_)
            for each in self._before.get(exit_, ())
            if each in known and each != name
        ]
        ended = frozenset.intersection(*ends) if ends else known[name]
        gone = known.get(exit_, known[name])
        return (
            (self._reads[name] - known[name])
            | (self._reads_at_end[name] - ended - effect.sure - {effect.output})
            | (self._reads_onward[name] - gone - effect.left)
        )

    def _ahead(self, start: Names | set[str]) -> dict[str, None]:
        found, waiting = dict.fromkeys(sorted(start)), deque(sorted(start))
        while waiting:
            for following in self._after[waiting.popleft()]:
                if following not in found:
                    found[following] = None
                    waiting.append(following)
        return found

    def _known(self, ahead: Mapping[str, None], start: Names | set[str], there: Names) -> dict[str, Names]:
        """Work out what is surely there at each element ahead: a fixed point from above."""
        everything = there.union(*(each.writes.keys() | {each.output} for each in self._effects.values()))
        known = {name: there if name in start else everything for name in ahead}
        waiting = deque(ahead)
        while waiting:
            name = waiting.popleft()
            if name in start:
                continue
            arriving = [known[each] | self._written(each, name) for each in self._before[name] if each in known]
            joins = self._nodes[name].joins and not self._nodes[name].inclusive
            now = frozenset().union(*arriving) if joins else frozenset.intersection(*arriving)
            if now != known[name]:
                known[name] = now
                waiting.extend(self._after[name])
        return known

    def _written(self, name: str, following: str) -> Names:
        """Give what an element has surely written when a token comes from it to the next.

        Beside an activity nothing has been but its empty collection of results, it may be taken back there; one that
        holds a level writes at its exit.
        """
        effect = self._effects[name.removesuffix(">")]
        if any(event.name == following for event in self._nodes[name].boundaries):
            return frozenset({effect.output} - {""})
        return frozenset(effect.before) if f"{name}>" in self._nodes else effect.left


def _standing(marking: Marking) -> Iterator[str]:
    for place in (*marking.resting, *marking.ready):
        yield place.element
        for inner in place.inner:
            yield from _standing(inner)


def _early(effect: Effect) -> list[Read]:
    return [read for read in effect.reads if not read.late]


def _late(effect: Effect) -> list[Read]:
    return [read for read in effect.reads if read.late]


def _onward(node: Node) -> list[Read]:
    return [read for flow in node.flows for read in reading(flow.condition)]
