# mypy: disable-error-code="misc"
"""One process level: the process itself, a sub-process, an event sub-process or a called process while it runs."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnBaseWorkflow

from bpmn.engine.scope import Scope
from bpmn.engine.token import WAITING, Token

if TYPE_CHECKING:
    from bpmn.engine.instance import Instance
    from bpmn.engine.specs.level_spec import LevelSpec
    from bpmn.engine.specs.node import Node

Arrivals = dict[str, "deque[Token]"]
"""Incoming sequence flow of a join → the tokens that wait there, oldest first."""


class Level(BpmnBaseWorkflow):
    """SpiffWorkflow's workflow without its tree: the living tokens of one level, its scope, and its joins."""

    spec: LevelSpec
    completed: bool

    def __init__(self, instance: Instance, spec: LevelSpec, owner: Token | None, scope: Scope) -> None:
        super().__init__(spec, deserializing=True)
        self.instance = instance
        self.owner = owner
        """The token inside which this level runs; None for the outermost process."""
        self.scope = scope
        self.busy: dict[int, Token] = {}
        """Tokens on the sequence flows of this level: the level lasts as long as there is one."""
        self.arrivals: defaultdict[str, Arrivals] = defaultdict(dict)
        self.interrupted = False
        """True once an interrupting event sub-process has taken over."""

    # --- tokens

    def place(self, spec: Node, *, flow: str = "", owner: Token | None = None, armed: bool = False) -> Token:
        """Create a token on an element; it acts only when the element takes it in."""
        token = Token(self, spec, self.instance.new_id(), owner, flow)
        token.armed = armed
        self.adopt(token)
        if owner is not None:
            owner._children.append(token.id)
        return token

    def adopt(self, token: Token) -> None:
        """Enter a token into the books."""
        self.tasks[token.id] = token
        self.instance.tokens[token.id] = token
        if token._parent is None and not token.armed:
            self.busy[token.id] = token

    def remove(self, token: Token) -> None:
        """Strike a token off the books."""
        token.disarm()
        self.leave_join(token)
        self.tasks.pop(token.id, None)
        self.busy.pop(token.id, None)
        self.instance.forget(token)

    def enter(self, spec: Node, *, flow: str = "", owner: Token | None = None) -> Token:
        """Create a token and let the element take it in."""
        token = self.place(spec, flow=flow, owner=owner)
        spec._update(token)
        return token

    def watch(self, spec: Node, owner: Token | None = None) -> Token:
        """Create a token that only waits for the element's event."""
        token = self.place(spec, owner=owner, armed=True)
        spec._update(token)
        return token

    # --- joins

    def wait_at_join(self, token: Token) -> Arrivals:
        """Let a token wait at its join; gives all that wait there."""
        token._state = WAITING
        waiting = self.arrivals[token.task_spec.name]
        waiting.setdefault(token.flow, deque()).append(token)
        return waiting

    def consume(self, spec: Node) -> Token:
        """Take the oldest token of every incoming flow that has one; the youngest of these goes on and is given."""
        waiting = self.arrivals[spec.name]
        *others, last = sorted((tokens.popleft() for tokens in waiting.values() if tokens), key=lambda token: token.id)
        for token in others:
            token.vanish()
        if not any(waiting.values()):
            del self.arrivals[spec.name]
        return last

    def leave_join(self, token: Token) -> None:
        """Let a token wait no longer, when it waits at a join."""
        if token.task_spec.joins and token._state == WAITING:
            self.arrivals[token.task_spec.name][token.flow].remove(token)

    # --- beginning and end

    def begin(self, starts: Iterator[Node] | tuple[Node, ...]) -> None:
        """Arm the event sub-processes and put a token on each start."""
        for spec in self.spec.event_subprocesses:
            spec.begin_watch(self)
        for start in starts:
            self.enter(start)

    def _task_completed_notify(self, token: Token) -> None:
        """Drop what has completed; the last one ends the level."""
        owner = None if token.armed else token.owner
        self.remove(token)
        if owner is None:
            self.check_end()
        else:
            owner.task_spec.instance_ended(owner, token)

    def check_end(self) -> None:
        """End the level when nothing moves on it any more."""
        if not self.busy and not self.completed:
            self.completed = True
            for token in list(self.tasks.values()):
                token.cancel()
            self.instance.level_ended(self)

    def cancel_all(self, but: Token | None = None) -> None:
        """Take back every token, except one that goes on."""
        for token in list(self.tasks.values()):
            if token is not but and token.alive:
                token.cancel()
        if but is None:
            self.completed = True
            self.instance.levels.pop(0 if self.owner is None else self.owner.id, None)

    def collect_log_extras(self, *unused: Any) -> dict[str, Any]:
        """Nothing is logged."""
        return {}
