"""A running instance: its levels and tokens, the queue of what runs by itself, and what is waited for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from bpmn.engine import delivery
from bpmn.engine.errors import Fault
from bpmn.engine.inclusive import ready_joins
from bpmn.engine.journal import Journal
from bpmn.engine.level import Level
from bpmn.engine.scope import Scope
from bpmn.engine.token import ERROR, READY, STARTED, WAITING, Token, Trigger
from messages import Language

if TYPE_CHECKING:
    from bpmn.engine.definition import Definition
    from bpmn.engine.specs.node import Node

REPEATS = 500
"""How often elements may run again on the same level in one call; beyond it a loop is held to be endless."""
STEPS = 20_000
"""How many elements may run in one call at all."""
FIRINGS = 2_000
"""How many timers may fire in one call; the rest fires in the next, each firing with steps of its own."""
LEVELS = 20
"""How deep sub-processes and called processes may be nested while they run."""


class Instance:
    """Everything that changes while a process runs; read from the state, or kept since the call that wrote it."""

    def __init__(self, definition: Definition, now: datetime, language: Language) -> None:
        self.definition = definition
        self.now = now
        """The time by which things happen in this call; a timer's own due time while it fires."""
        self.language = language
        self.last_id = 0
        self.levels: dict[int, Level] = {}
        """Token inside which a level runs (0 for the outermost process) → the level."""
        self.tokens: dict[int, Token] = {}
        self.open: dict[int, Token] = {}
        """User tasks and jobs that wait."""
        self.watching: dict[int, Token] = {}
        """Tokens that wait for an event."""
        self.incidents: dict[int, Token] = {}
        self.correlations: dict[str, Any] = {}
        """Correlation property → the value this instance is known by."""
        self.conditions: dict[int, Token] = {}
        """Tokens that wait for a condition."""
        self.written: dict[int, tuple[bytes, bytes]] = {}
        """Token that waits → what it is in the state (`state`)."""
        self.variables: dict[str, Any] = {}
        self.ended: Literal["", "completed", "cancelled"] = ""
        self.steps = self.repeats = 0
        self.ran: set[tuple[int, str]] = set()
        """Elements that have run in this call, with the level they ran on."""
        self.troubled: set[int] = set()
        """Tokens that a fault stopped in this call."""
        self.queue: deque[Token] = deque()
        self.size = 0
        """Bytes of its state when it was last read or written, before they are compressed."""
        self.journal = Journal(self)

    def resume(self, now: datetime) -> Instance:
        """Make it ready for a further call."""
        self.now = now
        self.steps = self.repeats = 0
        self.ran.clear()
        self.troubled.clear()
        self.journal = Journal(self)
        return self

    # --- books

    def new_id(self) -> int:
        """Give the next number for a token, timer or subscription."""
        self.last_id += 1
        return self.last_id

    def forget(self, token: Token) -> None:
        """Strike a token off every list."""
        self.tokens.pop(token.id, None)
        self.incidents.pop(token.id, None)
        self.written.pop(token.id, None)
        if self.open.pop(token.id, None) is not None:
            self.journal.closed(token, "cancelled")

    def opened(self, token: Token) -> None:
        """A user task or job waits from now on."""
        self.open[token.id] = token
        self.journal.opened(token)

    def closed(self, token: Token) -> None:
        """A user task or job was finished."""
        self.written.pop(token.id, None)
        if self.open.pop(token.id, None) is not None:
            self.journal.closed(token, "completed")

    def stopped(self, token: Token) -> None:
        """A fault stopped a token."""
        self.written.pop(token.id, None)
        if self.open.pop(token.id, None) is not None:
            self.journal.closed(token, "cancelled")
        self.incidents[token.id] = token
        self.troubled.add(token.id)

    def stopped_tokens(self) -> Iterable[Token]:
        """Give the tokens with an open incident, in the order of their numbers."""
        return [self.incidents[number] for number in sorted(self.incidents)]

    def watch(self, token: Token, trigger: Trigger) -> None:
        """A token waits for an event from now on."""
        self.watching[token.id] = token
        self.written.pop(token.id, None)
        if token.event(trigger).kind == "conditional":
            self.conditions[token.id] = token
        self.journal.armed(token, trigger)

    def unwatch(self, token: Token, trigger: Trigger) -> None:
        """A token waits for an event no longer."""
        self.written.pop(token.id, None)
        if not token.triggers:
            self.watching.pop(token.id, None)
            self.conditions.pop(token.id, None)
        self.journal.disarmed(token, trigger)

    def waits(self, token: Token) -> bool:
        """Tell whether a token stays as it is until one of the above happens to it; a condition is looked at always."""
        return token.id in self.open or (token.id in self.watching and token.id not in self.conditions)

    # --- levels

    def begin(self, values: Mapping[str, Any], starts: tuple[Node, ...]) -> None:
        """Start the outermost process."""
        spec = self.definition.process
        self.variables.update(values)
        self.levels[0] = level = Level(self, spec, None, spec.scope(self.variables))
        level.begin(starts)

    def open_level(self, owner: Token, spec: Any, scope: Scope) -> Level:
        """Open a level inside a token's activity; raises Fault `too_deep`."""
        depth, level = 1, owner.level
        while level.owner is not None:
            depth, level = depth + 1, level.owner.level
        if depth > LEVELS:
            raise Fault("too_deep", limit=LEVELS)
        self.levels[owner.id] = opened = Level(self, spec, owner, scope)
        return opened

    def level_ended(self, level: Level) -> None:
        """Nothing moves on a level any more: its owner completes, or the instance does."""
        if level.owner is None:
            self.levels.pop(0, None)
            self.ended = "completed"
            return
        self.levels.pop(level.owner.id, None)
        level.owner.task_spec.level_ended(level.owner, level)

    def cancel(self) -> None:
        """End the whole instance."""
        root = self.levels.get(0)
        if root is not None:
            root.cancel_all()
        self.ended = "cancelled"

    # --- running

    def run(self) -> None:
        """Run whatever can run without anybody's help, until everything waits."""
        delivery.check_conditions(self)
        self._run_queue()
        while self._fire_inclusive_join():
            self._run_queue()

    def _run_queue(self) -> None:
        while self.queue:
            token = self.queue.popleft()
            if token._state != READY or not token.alive:
                continue
            if self._may_run(token):
                token.run()
                delivery.check_conditions(self)
            else:
                token.stop("run", Fault("step_budget", limit=REPEATS))

    def _may_run(self, token: Token) -> bool:
        """Count a step, and whether it repeats one; the instances of a multi-instance are no repetition."""
        self.steps += 1
        place = (0 if token.level.owner is None else token.level.owner.id, token.task_spec.name)
        one_of_many = token.owner is not None and token.owner.task_spec.counted
        self.repeats += place in self.ran and not one_of_many
        self.ran.add(place)
        return self.repeats < REPEATS and self.steps < STEPS

    def _fire_inclusive_join(self) -> bool:
        for level, spec in ready_joins(self):
            token = level.consume(spec)
            token.entered()
            token._ready()
            return True
        return False

    def check_visible(self) -> None:
        """Make sure that an instance which goes on has something visible to wait for; raises no error."""
        if self.ended or self.open or self.incidents or len(self.watching) > len(self.conditions):
            return
        if any(
            token.event(trigger).kind != "conditional" for token in self.watching.values() for trigger in token.triggers
        ):
            return
        stuck = [token for token in self.tokens.values() if token._state == WAITING and not token.armed]
        for token in sorted(stuck or self.tokens.values(), key=lambda token: token.id):
            missing = token.task_spec.missing(token)
            code = "stalled" if token.task_spec.joins else "condition_alone"
            token.stop("enter", Fault(code, element=token.task_spec.facts.element, missing=missing))

    def fire_due(self, now: datetime) -> None:
        """Fire every timer that is due, in the order of their due times, each at its own time."""
        for _ in range(FIRINGS):
            due = [
                (trigger.schedule.due, trigger.id, token, trigger)
                for token in self.watching.values()
                for trigger in token.triggers
                if trigger.schedule is not None and trigger.schedule.due <= now
            ]
            if not due or self.ended:
                break
            self.steps = self.repeats = 0
            self.ran.clear()
            self.now, _, token, trigger = min(due, key=lambda entry: entry[:2])
            delivery.fire(token, trigger, None)
            self.run()
        self.now = now

    def retry(self, token: Token) -> None:
        """Let a stopped token try again what failed."""
        phase = token.internal_data.pop("incident")[0]
        del self.incidents[token.id]
        if phase == "complete":
            token.complete()
        elif phase == "run":
            token._state = READY
            self.queue.append(token)
        elif phase == "check":
            token.task_spec.recheck(token)
        else:
            token.task_spec.retry(token)

    def restored(self, token: Token) -> None:
        """Enter a token of an earlier call into the lists, as if nothing had happened in between."""
        spec = token.task_spec
        if token._state == ERROR:
            self.incidents[token.id] = token
        elif (token._state == READY and spec.manual) or (token._state == STARTED and spec.is_job):
            self.open[token.id] = token
        if token.triggers:
            self.watching[token.id] = token
            if any(token.event(trigger).kind == "conditional" for trigger in token.triggers):
                self.conditions[token.id] = token
