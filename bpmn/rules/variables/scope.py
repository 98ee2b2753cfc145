"""One process's variables: who writes them, what is surely there where, and of what type each is."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from bpmn.diagram.vocabulary import kind, own, tag
from bpmn.effects import UNTOLD, Effect, Read, effect_of, reading
from bpmn.engine.checks.containers import Container, is_event_sub_process
from bpmn.expressions.kinds import ANY, BOOLEAN, Type, joined
from bpmn.expressions.types import check_script_types
from bpmn.rules.variables.graph import BEGIN, Graph, leaving
from bpmn.rules.variables.tellers import Way, tellers

if TYPE_CHECKING:
    from bpmn.rules.subject import Subject

ROUNDS = 4
"""How often types of scripts are worked out anew, each time with what the round before told."""
Names = frozenset[str]


@dataclass(frozen=True, eq=False)
class Scope:
    """The variables of one process."""

    subject: Subject
    process: etree._Element
    levels: tuple[Container, ...]
    """The process and its sub-processes."""

    @cached_property
    def graph(self) -> Graph:
        """The ways through the process."""
        return Graph(self.process, self.levels)

    @cached_property
    def effects(self) -> Mapping[str, Effect]:
        """Element → what it reads and writes, the conditions of its flows included."""
        found = {
            element: effect_of(node, self.subject.facts[element], self.subject.beside)
            for element, node in self.graph.nodes.items()
        }
        for level in self.levels:
            for flow in level.flows:
                source = self.graph.nodes.get(flow.get("sourceRef") or "")
                if source is not None and source.get("default") != flow.get("id"):
                    condition = self.subject.conditions.get(str(flow.get("id")))
                    found[str(source.get("id"))].reads += reading(condition, BOOLEAN, late=True, at=str(flow.get("id")))
        return found

    @cached_property
    def given(self) -> Mapping[str, Type]:
        """Variables that are there from the beginning: data objects, and what every case begins with."""
        names = [str(node.get("id")) for node in self.process.iter(tag("dataObject")) if node.get("id")]
        return dict.fromkeys([*names, *self.subject.surroundings.start_names], ANY)

    @cached_property
    def is_open(self) -> bool:
        """Whether values may come that nobody can tell: then a name that nothing writes may come from there."""
        return not self.begins_told or any(effect.open for effect in self.effects.values())

    @cached_property
    def begins_told(self) -> bool:
        """Whether every case begins with a form, so that it is known which values are there at first."""
        starts = [node for node in self.levels[0].elements.values() if kind(node) == "startEvent"]
        return bool(starts) and all(own(start, "form") for start in starts)

    @cached_property
    def written(self) -> Mapping[str, list[str]]:
        """Variable → the elements that may write it."""
        found: dict[str, list[str]] = defaultdict(list)
        for element, effect in self.effects.items():
            for name in (*effect.writes, *effect.inner, *filter(None, [effect.output])):
                found[name].append(element)
        return found

    @cached_property
    def sure(self) -> Mapping[str, Names]:
        """Point of the graph → the variables that are there whichever way a token came."""
        everything = frozenset({*self.given, *self.written, UNTOLD})
        after = dict.fromkeys(self._points(), everything)
        after[BEGIN] = frozenset(self.given)
        waiting = deque(self._points())
        while waiting:
            point = waiting.popleft()
            names = self._after(point, after)
            if names != after[point]:
                after[point] = names
                behind = (*self._behind(point), *self._attached_behind(point), *self._told_by[point])
                waiting += [each for each in behind if each in after]  # a flow may lead nowhere yet
        return {point: self._met(point, after) for point in (*after, BEGIN)}

    def reads(self) -> Iterator[tuple[str, Read, Names]]:
        """Give every read with its element and the names that are surely there for it."""
        for element, effect in self.effects.items():
            before = self.sure.get(element, frozenset()) | frozenset(effect.inner)
            late = before | effect.told | {effect.output}
            after = self.sure.get(leaving(element), late) | late if element in self.graph.left else late
            for read in effect.reads:
                yield element, read, after if read.late else before

    @cached_property
    def types(self) -> Mapping[str, Type]:
        """Variable → what is known of it wherever it was written; variables of unknown origin are left out."""
        types = self._types({})
        for _ in range(ROUNDS):
            again = self._types(types)
            if again == types:
                break
            types = again
        return types

    def way_without(self, element: str, name: str) -> tuple[str, ...]:
        """Give the shortest way from the beginning to an element that passes nobody who writes the variable."""
        came: dict[str, str] = {BEGIN: ""}
        waiting = deque([BEGIN])
        while waiting:
            point = waiting.popleft()
            if point == element:
                return self._way(came, point)
            for following in self.graph.after[point]:
                if following not in came and (following == element or name not in self._writes(following)):
                    came[following] = point
                    waiting.append(following)
        return ()

    # --- inside

    def _points(self) -> list[str]:
        return [*self.graph.nodes, *map(leaving, self.graph.left)]

    def _met(self, point: str, after: Mapping[str, Names]) -> Names:
        """Give what is there right before a point."""
        node = self.graph.nodes.get(point)
        host = None if node is None else self._host(node)
        if host is not None:  # it may have written nothing yet but its empty collection of results
            output = self.effects[host].output
            return self._met(host, after) | frozenset({output} if output else ())
        sources = [
            after[source] | self._told(source, point, after) for source in self.graph.before[point] if source in after
        ]
        if not sources:
            return frozenset(self.given)
        joins = node is not None and kind(node) == "parallelGateway"
        return frozenset().union(*sources) if joins else frozenset.intersection(*sources)

    @cached_property
    def _tellers(self) -> Mapping[Way, tuple[frozenset[str], ...]]:
        return tellers(self)

    @cached_property
    def _told_by(self) -> Mapping[str, list[str]]:
        """Element → what lies behind the ways that tell of it."""
        found: dict[str, list[str]] = defaultdict(list)
        for (_, target), groups in self._tellers.items():
            for element in frozenset().union(*groups):
                found[element].append(target)
        return found

    def _told(self, gateway: str, target: str, after: Mapping[str, Names]) -> Names:
        """Give what is there because a gateway took this way: variables, once written, stay."""
        groups = self._tellers.get((gateway, target), ())
        return frozenset().union(*(frozenset.intersection(*(after[each] for each in group)) for group in groups))

    def _host(self, node: etree._Element) -> str | None:
        """Give the activity a boundary event stands on; None for other elements."""
        host = self.graph.nodes.get(node.get("attachedToRef") or "")
        if kind(node) != "boundaryEvent" or host is None or kind(host) == "boundaryEvent":
            return None
        return str(host.get("id"))

    def _behind(self, point: str) -> list[str]:
        """Name what follows, and where it is left: what was there before it may be all there is then."""
        following = self.graph.after[point]
        return [*following, *(leaving(each) for each in following if each in self.graph.left)]

    def _attached_behind(self, point: str) -> list[str]:
        """Name the boundary events of what follows: they see what was there before their activity."""
        hosts = set(self.graph.after[point])
        return [element for element, node in self.graph.boundaries.items() if self._host(node) in hosts]

    def _after(self, point: str, after: Mapping[str, Names]) -> Names:
        element = point.removesuffix(leaving(""))
        effect = self.effects[element]
        if point != element:
            stays = effect.given or effect.may_skip
            inside = self._met(element if stays else point, after)
            return (inside - frozenset(effect.inner)) | effect.expected
        met = self._met(point, after)
        if element in self.graph.left or is_event_sub_process(self.graph.nodes[element]):
            return met | effect.before | frozenset(effect.inner)
        return met | effect.expected | self._proven(effect)

    def _writes(self, point: str) -> Names:
        element = point.removesuffix(leaving(""))
        effect = self.effects[element]
        inside = element in self.graph.left and point == element
        return frozenset({*effect.before, *effect.inner}) if inside else effect.expected

    def _proven(self, effect: Effect) -> Names:
        """Give the names without which a case would have stopped here: told once, they are not missed again."""
        reads = [] if effect.inner else [read.names for read in effect.reads if not read.late]
        return frozenset().union(*reads) & self.written.keys()

    def _way(self, came: Mapping[str, str], point: str) -> tuple[str, ...]:
        way = []
        while point:
            way.append(point)
            point = came[point]
        return tuple(each for each in reversed(way) if each in self.graph.nodes)

    def _types(self, known: Mapping[str, Type]) -> dict[str, Type]:
        found: dict[str, list[Type]] = defaultdict(list)
        for effect in self.effects.values():
            scripted = {name: type for text in effect.scripts for name, type in self.scripted(text, known).items()}
            for name, type in effect.writes.items():
                found[name].append(scripted.get(name, type))
            for name in (*effect.inner, *filter(None, [effect.output])):
                found[name].append(effect.inner.get(name, Type("list")))
        given = dict.fromkeys(self.given, ANY)
        return {name: joined(types) for name, types in found.items()} | given

    def scripted(self, text: str, known: Mapping[str, Type]) -> Mapping[str, Type]:
        """Give the type of everything a script assigns."""
        return check_script_types(text, known, self.subject.surroundings.functions).assigned


def scopes(subject: Subject) -> tuple[Scope, ...]:
    """Give the scope of every process that is drawn."""
    return tuple(Scope(subject, process, _levels(subject, process)) for process in subject.processes.values())


def _levels(subject: Subject, process: etree._Element) -> tuple[Container, ...]:
    inside = set(process.iter())
    return tuple(level for level in subject.containers if level.node in inside)
