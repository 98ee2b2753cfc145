# mypy: disable-error-code="misc"
"""Activities that hold a process level: sub-processes, transactions, called processes, event sub-processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.spiff.specs import defaults as spiff

from bpmn.engine import delivery
from bpmn.engine.errors import Fault
from bpmn.engine.facts import ARMED, EventFacts
from bpmn.engine.specs.activity import Activity
from bpmn.engine.specs.events import Catching, arm_again
from bpmn.engine.token import Trigger

if TYPE_CHECKING:
    from bpmn.engine.level import Level
    from bpmn.engine.specs.level_spec import LevelSpec
    from bpmn.engine.token import Token


class Embedded(Activity):
    """A level drawn inside its parent: it shares the parent's scope."""

    inner: LevelSpec

    def _run_hook(self, token: Token) -> None:
        level = token.instance.open_level(token, self.inner, token.scope)
        level.begin(self.inner.starts)

    def level_ended(self, token: Token, level: Level) -> None:
        """The level has run to its end."""
        token.complete()


class SubProcess(Embedded, spiff.SubWorkflowTask):
    """An embedded sub-process."""


class Transaction(Embedded, spiff.TransactionSubprocess):
    """A transaction: a cancel end event takes it back and goes on at its cancel boundary event."""


class CallActivity(Activity, spiff.CallActivity):
    """Calls another process, which has a scope of its own."""

    inner: LevelSpec

    def _run_hook(self, token: Token) -> None:
        level = token.instance.open_level(token, self.inner, self.inner.scope(self._handed_in(token)))
        level.begin(self.inner.starts or self.inner.start_events[:1])

    def _handed_in(self, token: Token) -> dict[str, Any]:
        call = self.facts.call
        if call is not None and call.mapped:
            return {name: token.evaluate(expression) for name, expression in call.ins}
        inputs = self.inner.inputs
        if not inputs:
            return dict(token.data)
        missing = [name for name in inputs if name not in token.data]
        if missing:
            raise Fault("missing_input", names=", ".join(missing))
        return {name: token.data[name] for name in inputs}

    def level_ended(self, token: Token, level: Level) -> None:
        """Keep what the called process leaves until the results are handed out."""
        token.internal_data["inner"] = dict(level.scope.own)
        token.complete()

    def conclude(self, token: Token) -> None:
        inner, call = token.internal_data["inner"], self.facts.call
        if call is not None and call.mapped:
            now = token.instance.now
            results = {name: expression(inner, now) for name, expression in call.outs}
        elif self.inner.outputs:
            missing = [name for name in self.inner.outputs if name not in inner]
            if missing:
                raise Fault("missing_output", names=", ".join(missing))
            results = {name: inner[name] for name in self.inner.outputs}
        else:
            results = inner
        token.scope.put({self.facts.result: results} if self.facts.result else results)
        del token.internal_data["inner"]


class EventSubProcess(Catching, Embedded, spiff.EventSubprocess):
    """A sub-process that begins when its start event comes; interrupting, it takes the rest of its level back."""

    def begin_watch(self, level: Level) -> None:
        """Start to wait, when it waits for something that comes by itself."""
        if any(event.kind in ARMED for event in self.facts.events):
            level.watch(self)

    def _update_hook(self, token: Token) -> bool:
        if token.armed:
            self.arm_events(token)
            return False
        return Activity._update_hook(self, token)

    def fired(self, token: Token, trigger: Trigger, payload: Any) -> None:
        if not self.enough(token, trigger):
            return
        event, level = token.event(trigger), token.level
        if not self.facts.interrupting:
            arm_again(token, trigger)
        self.begin_in(level, event, payload)

    def begin_in(self, level: Level, event: EventFacts, payload: Any) -> None:
        """Take over the level, or begin beside what goes on there."""
        token = level.place(self)
        if self.facts.interrupting:
            level.interrupted = True
            level.cancel_all(but=token)
        delivery.begin_placed(token, event, payload)
