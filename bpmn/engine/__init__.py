"""The one door to SpiffWorkflow: definitions in, steps out. Pure: no database, no clock, no files.

    engine = Engine(secret, FUNCTIONS)
    step = engine.start(bundle, {"amount": 1_000_000}, now)          # step.advance.opened: the tasks that wait
    step = engine.complete(bundle, step.state, work_id, answer, now)

Every call gives the new state and what happened from wait state to wait state; the state handed in stays as it was.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from bpmn.bundle import Bundle
from bpmn.diagram import Problem
from bpmn.engine import definition, delivery, marking, plain, state
from bpmn.engine.definition import Definition
from bpmn.engine.errors import EngineError, Fault, NotOpen, Refused, StateDamaged
from bpmn.engine.instance import Instance
from bpmn.engine.kept import ROOM, Kept
from bpmn.engine.marking import Marking
from bpmn.engine.moving import Mapped, move
from bpmn.engine.obstacles import CannotMove
from bpmn.expressions import ExpressionError
from bpmn.expressions.values import admit
from bpmn.model import Advance, BpmnError, Cancel, Event, Message, Signal, Step, Values
from messages import Language

__all__ = ["CannotMove", "Definition", "Engine", "EngineError", "NotOpen", "Refused", "StateDamaged"]

_NEVER = datetime.min.replace(tzinfo=UTC)
DEFINITIONS = 256
"""Definitions kept ready, the least recently used dropped first."""


class Engine:
    """Runs definitions. `secret` signs states, `functions` are what expressions may call beside the built-in ones.

    `room` is how many bytes of states it keeps ready between two steps (see `kept`).
    """

    def __init__(
        self,
        secret: bytes,
        functions: Mapping[str, Callable[..., Any]],
        *,
        language: Language = "ko",
        room: int = ROOM,
    ) -> None:
        self._secret = secret
        self._functions = functions
        self._language: Language = language
        self._definitions: OrderedDict[str, Definition] = OrderedDict()
        self._kept = Kept(room)

    def load(self, bundle: Bundle) -> Definition:
        """Check, parse and compile a bundle (once per digest); raises Refused with everything that is wrong."""
        ready = self._definitions.get(bundle.digest)
        if ready is not None:
            with suppress(KeyError):  # another thread may just have dropped it
                self._definitions.move_to_end(bundle.digest)
        else:
            ready = self._definitions[bundle.digest] = definition.load(bundle, self._functions, self._language)
            if len(self._definitions) > DEFINITIONS:
                self._definitions.popitem(last=False)
        return ready

    def start(self, bundle: Bundle, values: Values, now: datetime, *, start_event: str = "") -> Step:
        """Start an instance; `start_event` (element id or message name) chooses among several start events.

        Raises Refused for values that cannot be taken, NotOpen when there is no such start event.
        """
        ready = self.load(bundle)
        starts = ready.starts(start_event)
        if not starts:
            raise NotOpen("start_unknown", start=start_event, process=ready.process.process_id)
        instance = Instance(ready, now, self._language)
        instance.begin(self._admitted(ready, values, starts[0].facts.element), starts)
        return self._step(instance)

    def complete(self, bundle: Bundle, stored: bytes, work_id: int, values: Values, now: datetime) -> Step:
        """Complete a user task or a job with its answer; raises NotOpen, Refused (values), StateDamaged."""
        instance = self._restored(bundle, stored, now)
        token = instance.open.get(work_id)
        if token is None:
            raise NotOpen("work_not_open", work_id=work_id)
        answer = self._admitted(instance.definition, values, token.task_spec.facts.element)
        instance.closed(token)
        token.task_spec.answer(token, answer)
        return self._step(instance)

    def signal(self, bundle: Bundle, stored: bytes, event: Event, now: datetime) -> Step:
        """Bring an event from outside: a message to the one place that waits, a signal to all, an error to its work.

        Raises NotOpen when nobody waits for the message or the work is not open.
        """
        instance = self._restored(bundle, stored, now)
        if instance.ended:
            raise NotOpen("ended")
        if isinstance(event, Cancel):
            instance.cancel()
        elif isinstance(event, BpmnError):
            self._raise_error(instance, event)
        else:
            self._deliver(instance, event)
        return self._step(instance)

    def tick(self, bundle: Bundle, stored: bytes, now: datetime) -> Step:
        """Fire every timer that is due, in due order, each with what follows from it at its own due time."""
        instance = self._restored(bundle, stored, now)
        instance.fire_due(now)
        return self._step(instance)

    def retry(self, bundle: Bundle, stored: bytes, work_id: int, now: datetime) -> Step:
        """Let a token that an incident stopped try again what failed; raises NotOpen when there is no such incident."""
        instance = self._restored(bundle, stored, now)
        token = instance.incidents.get(work_id)
        if token is None:
            raise NotOpen("incident_not_open", work_id=work_id)
        instance.retry(token)
        return self._step(instance)

    def move(
        self,
        old: Bundle,
        new: Bundle,
        stored: bytes,
        mapping: Mapped,
        now: datetime,
        *,
        language: Language | None = None,
    ) -> Step:
        """Bring an instance to another version of its process: work, timers and what has arrived at joins are kept.

        The step tells only what opens, is armed or let go by the move; `inspect` tells everything as it stands then.
        What stops by it is said in `language`, by itself in the engine's. Raises CannotMove with every token that has
        no place there, Refused for a version that does not load.
        """
        instance = state.load(stored, self.load(old), self._secret, now, language or self._language)
        return self._step(move(instance, self.load(new), mapping, now))

    def inspect(self, bundle: Bundle, stored: bytes) -> Advance:
        """Give everything that is open now, as if it had just opened."""
        instance = state.load(stored, self.load(bundle), self._secret, _NEVER, self._language)
        for number in sorted(instance.open):
            instance.journal.opened(instance.open[number])
        for number in sorted(instance.watching):
            for trigger in instance.watching[number].triggers:
                instance.journal.armed(instance.watching[number], trigger)
        return instance.journal.advance()

    def marking(self, bundle: Bundle, stored: bytes) -> Marking:
        """Give where the tokens of an instance stand, without its data; raises StateDamaged."""
        return marking.of_instance(state.load(stored, self.load(bundle), self._secret, _NEVER, self._language))

    def values(self, bundle: Bundle, stored: bytes) -> Values:
        """Give the data of the outermost process, also of one that has ended; raises StateDamaged."""
        instance = self._restored(bundle, stored, _NEVER)
        values: Values = plain.copied(instance.variables)
        self._kept.put(stored, instance)
        return values

    def seen_by(self, bundle: Bundle, stored: bytes, work_id: int) -> Values:
        """Give the variables that an open task or job sees: its own process's, its item of a multi-instance in front.

        Raises NotOpen.
        """
        instance = self._restored(bundle, stored, _NEVER)
        token = instance.open.get(work_id)
        if token is None:
            raise NotOpen("work_not_open", work_id=work_id)
        seen: Values = plain.copied(dict(token.scope.view()))
        self._kept.put(stored, instance)
        return seen

    # --- inside

    def _restored(self, bundle: Bundle, stored: bytes, now: datetime) -> Instance:
        definition = self.load(bundle)
        kept = self._kept.take(stored, definition)
        return state.load(stored, definition, self._secret, now, self._language) if kept is None else kept.resume(now)

    def _step(self, instance: Instance) -> Step:
        instance.run()
        instance.check_visible()
        step = Step(state.dump(instance, self._secret), instance.journal.advance())
        self._kept.put(step.state, instance)
        return step

    def _admitted(self, ready: Definition, values: Values, element: str) -> dict[str, Any]:
        """Take values from outside as plain data; raises Refused for reserved names and what is not data."""
        if not values:
            return {}
        try:
            ready.check_names(values)
            admitted: dict[str, Any] = plain.copied(dict(admit(values)))
        except (Fault, ExpressionError) as fault:
            problem = Problem("values", element, "", 0, {"fault": fault})
            raise Refused([problem], self._language) from fault
        return admitted

    def _deliver(self, instance: Instance, event: Message | Signal) -> None:
        payload = self._admitted(instance.definition, event.payload, event.name)
        if isinstance(event, Signal):
            delivery.broadcast(instance, event.name, payload)
        elif not delivery.deliver_message(instance, event.name, event.correlation, payload):
            raise NotOpen("message_not_awaited", name=event.name, correlation=event.correlation)

    def _raise_error(self, instance: Instance, event: BpmnError) -> None:
        token = instance.open.get(event.work_id)
        if token is None:
            raise NotOpen("work_not_open", work_id=event.work_id)
        payload = self._admitted(instance.definition, event.payload, token.task_spec.facts.element)
        try:
            delivery.raise_error(token, event.code, payload, from_level=False)
        except Fault as fault:
            token.stop("enter", fault)
