"""What may happen next on a level: the rules of the engine with every condition able to go either way.

What runs by itself goes in the engine's order; inclusive joins fire when nothing else runs; then something comes from
outside. Where the order cannot matter, one token alone is moved (see `reduction`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bpmn.engine.marking import Marking, Place
from bpmn.engine.specs.events import EndEvent, Throwing
from bpmn.engine.specs.gateways import EventBasedGateway
from bpmn.engine.specs.loops import Repeating
from bpmn.engine.specs.node import Flow, Node
from bpmn.soundness import elements, reduction
from bpmn.soundness.draft import MAYBE, Draft, Move
from bpmn.soundness.inside import Behaviours, Inside
from bpmn.soundness.net import LevelNet
from bpmn.soundness.outside import ANY, DONE, Exit, Layer, Outside, layers_around, layers_of, matching
from bpmn.soundness.verdict import Step, StepKind, Steps


class Space:
    """One level, with what lies around it and inside its activities."""

    def __init__(self, level: LevelNet, outside: Outside, inside: Behaviours) -> None:
        self.level = level
        self.outside = outside
        self._inside = inside

    def layers(self, node: Node) -> tuple[Layer, ...]:
        """Give the layers around the inside of an activity."""
        return layers_around(self.level, node, layers_of(self.outside))

    def inside(self, place: Place) -> Inside | None:
        """Give what is known of the inside of an activity."""
        return self._inside.of_place(self, place)

    def beginning(self, way: tuple[Node, ...]) -> Marking:
        """Give the marking with which the level begins at some elements."""
        draft = Draft(self.level, Marking(self.level.key))
        for node in way:
            draft.enter(node, "")
        return draft.marking()

    # --- what may happen

    def moves(self, marking: Marking) -> list[Move]:
        """Give what may happen next; what can be left for later without losing anything is left out."""
        chosen = reduction.chosen(self.level, marking)
        moves = list(self._of(marking, *chosen) if chosen else self._in_turn(marking))
        if marking.resting:
            moves += self._handlers(marking)
        return moves

    def every_move(self, marking: Marking) -> list[Move]:
        """Give all that may happen next, in any order of what is independent."""
        return [*self._in_turn(marking), *(self._handlers(marking) if marking.resting else ())]

    def _of(self, marking: Marking, place: Place, ready: bool) -> Iterator[Move]:
        return self._run(marking, place) if ready else self._wake(marking, place)

    def _in_turn(self, marking: Marking) -> Iterator[Move]:
        if marking.ready:
            yield from self._run(marking, marking.ready[0])
            return
        join = next((node for node in self.level.inclusive if reduction.may_fire(self.level, node, marking)), None)
        if join is not None:
            draft = Draft(self.level, marking)
            draft.fire(join)
            yield draft.move((), alone=True)
            return
        for place in dict.fromkeys(marking.resting):
            yield from self._wake(marking, place)

    # --- what runs by itself

    def _run(self, marking: Marking, place: Place) -> Iterator[Move]:
        node = self.level.nodes[place.element]
        draft = Draft(self.level, marking).without_ready(place)
        if place.stage == MAYBE:
            yield from self._perhaps(draft, place, node)
        elif place.stage == "leave":
            yield from self._leave(draft, node, _passed(node), alone=True)
        elif elements.inner_of(node) is not None or isinstance(node, Repeating):
            yield from self._begin(draft, node)
        elif isinstance(node, Throwing):
            yield from self._throw(draft, node)
        else:
            yield from self._leave(draft, node, _passed(node), alone=True)

    def _begin(self, draft: Draft, node: Node) -> Iterator[Move]:
        inside = self.inside(Place(node.name))
        if elements.may_skip(node):
            waits = elements.waits(node) if inside is None else inside.waits
            yield from self._leave(draft, node, (Step("skip", node.facts.element),), alone=not waits)
        if inside is None and not elements.waits(node):
            yield from self._leave(draft, node, _passed(node), alone=True)
            return
        for exit_, steps in inside.at_once.items() if inside else ():
            yield from self._ended(draft, node, exit_, (*_passed(node), *steps), alone=True)
        if inside is None or inside.waits or not inside.at_once:
            resting = draft.copy()
            resting.rest(Place(node.name))
            yield resting.move((), alone=True)

    def _throw(self, draft: Draft, node: Node) -> Iterator[Move]:
        facts = node.facts
        if isinstance(node, EndEvent):
            for event in facts.events:
                if event.kind in ("error", "cancel"):
                    thrown = Exit(event.kind, event.name, facts.element, facts.process_id)
                    yield from self._thrown(draft, None, thrown, _passed(node), alone=True)
                    return
        for event in facts.events:
            if event.kind == "escalation":
                thrown = Exit("escalation", event.name, facts.element, facts.process_id)
                if self._interrupts(draft, thrown):
                    yield from self._thrown(draft, None, thrown, _passed(node), alone=True)
                    return
                self._beside(draft, None, thrown)
        if isinstance(node, EndEvent) and any(event.kind == "terminate" for event in facts.events):
            yield Move(DONE, _passed(node), alone=True)
            return
        yield from self._leave(draft, node, _passed(node), alone=True)

    def _interrupts(self, draft: Draft, thrown: Exit) -> bool:
        handler = self._handler(draft, None, thrown)
        return thrown.code in self.outside.interrupts if handler is None else handler.facts.interrupting

    def _beside(self, draft: Draft, host: Node | None, thrown: Exit) -> None:
        handler = self._handler(draft, host, thrown)
        if handler is not None and not draft.has(handler.name):
            draft.begin(handler)

    def _leave(self, draft: Draft, node: Node, steps: Steps, *, alone: bool) -> Iterator[Move]:
        for flows, others in elements.ways_to_go(node):
            after = draft.copy()
            after.follow(flows)
            after.ready += [Place(flow.target.name, flow.id, MAYBE) for flow in others]
            yield after.move((*steps, *_taken(flows)), alone=alone)

    def _perhaps(self, draft: Draft, place: Place, node: Node) -> Iterator[Move]:
        """Take a flow out of an inclusive split, or do not."""
        yield draft.copy().move((), alone=True)
        draft.enter(node, place.flow)
        yield draft.move((Step("flow", place.flow),), alone=True)

    # --- what comes from outside

    def _wake(self, marking: Marking, place: Place) -> Iterator[Move]:
        node = self.level.nodes[place.element]
        draft = Draft(self.level, marking).without_resting(place)
        if place.flow:
            return
        if place.stage:
            yield self._again(draft, node, place.stage)
            return
        yield from self._boundaries(draft, place, node)
        inside = self.inside(place)
        if inside is not None:
            for exit_, steps in inside.exits.items():
                yield from self._ended(draft, node, exit_, (*_passed(node), *steps), alone=False)
            yield from self._beside_the_host(draft, place, inside)
        elif isinstance(node, EventBasedGateway):
            for flow in node.flows:
                steps = (*_passed(node), Step("flow", flow.id), Step("event", flow.target.facts.element))
                yield from self._leave(draft, flow.target, steps, alone=False)
        elif elements.waits(node):
            kind: StepKind = "event" if elements.is_armed(node) else "complete"
            yield from self._leave(draft, node, (Step(kind, node.facts.element),), alone=False)

    def _again(self, draft: Draft, node: Node, stage: str) -> Move:
        """Let an operator repair what stopped the token."""
        if stage == "leave":
            draft.ready.append(Place(node.name, "", "leave"))
        elif stage == "run":
            draft.ready.append(Place(node.name))
        else:
            draft.enter(node, "")
        return draft.move((), alone=False)

    def _boundaries(self, draft: Draft, place: Place, node: Node) -> Iterator[Move]:
        for boundary in node.boundaries:
            step = (Step("event", boundary.facts.element),)
            if elements.is_armed(boundary):
                yield from self._boundary(draft, place, boundary, step)
            elif elements.is_job(node) and any(event.kind == "error" for event in boundary.facts.events):
                yield from self._boundary(draft, place, boundary, (Step("error", boundary.facts.element),))

    def _boundary(self, draft: Draft, place: Place, boundary: Node, steps: Steps) -> Iterator[Move]:
        after = draft.copy()
        beside = not boundary.facts.interrupting
        if beside:
            if after.crowded(self.level.side[boundary.name]):
                return
            after.rest(place)
        after.begin(boundary)
        yield after.move(steps, alone=False, beside=beside)

    def _handlers(self, marking: Marking) -> Iterator[Move]:
        """Begin event sub-processes beside what goes on (those that interrupt are looked at once, see `exploring`)."""
        for handler in self.level.handlers:
            draft = Draft(self.level, marking)
            if handler.facts.interrupting or marking.interrupted or not elements.is_armed(handler):
                continue
            if not draft.has(handler.name):
                draft.begin(handler)
                yield draft.move((Step("event", handler.facts.element),), alone=False, beside=True)

    def interruptions(self, marking: Marking) -> Iterator[Move]:
        """Give the event sub-processes that may take over."""
        if marking.interrupted or not marking.resting:
            return
        failing = any(self._may_fail(place) for place in marking.resting)
        for handler in self.level.handlers:
            caught = failing and any(event.kind == "error" for event in handler.facts.events)
            if handler.facts.interrupting and (elements.is_armed(handler) or caught):
                yield Move(self.taken_over(handler), (Step("event", handler.facts.element),), alone=False)

    def taken_over(self, handler: Node) -> Marking:
        """Give the marking after an event sub-process has taken over."""
        return Marking(self.level.key, (), (Place(handler.name),), True)

    def failures(self, marking: Marking) -> bool:
        """Whether a job may leave the level by an error."""
        return self.outside.errors and any(self._may_fail(place) for place in marking.resting)

    def _may_fail(self, place: Place) -> bool:
        """Whether an error of a job may pass the activity's own boundary events."""
        node = self.level.nodes[place.element]
        if any(event.kind == "error" and event.catches_all for each in node.boundaries for event in each.facts.events):
            return False
        inside = self.inside(place)
        return elements.is_job(node) if inside is None else any(thrown.code == ANY for thrown in inside.thrown)

    # --- what comes out of the inside of an activity

    def _ended(self, draft: Draft, node: Node, exit_: Exit, steps: Steps, *, alone: bool) -> Iterator[Move]:
        if exit_.kind == "done":
            yield from self._leave(draft, node, steps, alone=alone)
        else:
            yield from self._thrown(draft, node, exit_, steps, alone=alone)

    def _thrown(self, draft: Draft, host: Node | None, thrown: Exit, steps: Steps, *, alone: bool) -> Iterator[Move]:
        """Bring what ends its path to whoever catches it, else out of the level."""
        handler = self._handler(draft, host, thrown)
        if handler is None:
            yield Move(thrown, steps, alone)
        elif handler in self.level.handlers:
            yield Move(self.taken_over(handler), (*steps, Step("pass", handler.facts.element)), alone)
        else:
            after = draft.copy()
            after.begin(handler)
            yield after.move(steps, alone=alone)

    def _beside_the_host(self, draft: Draft, place: Place, inside: Inside) -> Iterator[Move]:
        host = self.level.nodes[place.element]
        for thrown, steps in inside.thrown.items():
            if thrown.code == ANY:
                for boundary in host.boundaries:
                    if any(event.kind == "error" for event in boundary.facts.events):
                        yield from self._boundary(
                            draft, place, boundary, (*steps, Step("error", boundary.facts.element))
                        )
                continue
            handler = self._handler(draft, host, thrown)
            after = draft.copy()
            after.rest(place)
            if handler is not None and not after.crowded(self.level.side.get(handler.name, frozenset())):
                after.begin(handler)
                yield after.move(steps, alone=False, beside=True)

    def _handler(self, draft: Draft, host: Node | None, thrown: Exit) -> Node | None:
        """Find who catches: a boundary event of the host, else an event sub-process of this level."""
        handlers = () if draft.interrupted else tuple(one for one in self.level.handlers if one is not host)
        for layer in (host.boundaries if host else (), handlers):
            ranked = [(matching(node.facts.events, thrown.kind, thrown.code), node) for node in layer]
            best = max((rank for rank, _ in ranked), default=0)
            if best:
                return next(node for rank, node in ranked if rank == best)
        return None


def _passed(node: Node) -> Steps:
    return (Step("pass", node.facts.element),)


def _taken(flows: Iterable[Flow]) -> Steps:
    return tuple(Step("flow", flow.id) for flow in flows)
