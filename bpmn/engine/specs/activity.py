# mypy: disable-error-code="misc"
"""Activities: work for people, jobs for service tasks, scripts and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.spiff.specs import defaults as spiff

from bpmn.decisions import Decision
from bpmn.engine.errors import Fault
from bpmn.engine.facts import ARMED, Facts
from bpmn.engine.specs.node import Node
from bpmn.engine.token import STARTED
from bpmn.expressions import Expression

if TYPE_CHECKING:
    from bpmn.engine.token import Token


class Activity(Node):
    """What tasks, sub-processes and calls share: scripts around them, declared data, boundary events, instances."""

    def _update_hook(self, token: Token) -> bool:
        token.entered()
        self.prepare(token)
        for boundary in self.boundaries:
            if any(event.kind in ARMED for event in boundary.facts.events):
                token.level.watch(boundary, token)
        return self.begin(token)

    def prepare(self, token: Token) -> None:
        """Run the script before, and see that declared inputs are there."""
        facts = self.facts
        if facts.before is not None:
            token.scope.put(facts.before(token.data, token.instance.now))
        if facts.data is not None and facts.loop is None:
            missing = [name for name in facts.data.inputs if name not in token.data]
            if missing:
                raise Fault("missing_input", names=", ".join(missing))
            token.local = {name: token.data[name] for name in facts.data.inputs} | (token.local or {})

    def begin(self, token: Token) -> bool:
        """Start the activity's own work; true lets the token run at once."""
        return True

    def finish(self, token: Token) -> None:
        self.conclude(token)
        facts = self.facts
        if facts.after is not None:
            token.scope.put(facts.after(token.data, token.instance.now))
        if facts.data is not None and facts.loop is None:
            self._hand_out(token)
        owner = token.owner
        if owner is not None:
            owner.task_spec.collect(owner, token)

    def conclude(self, token: Token) -> None:
        """Write the result of the activity's own work."""

    def _hand_out(self, token: Token) -> None:
        outputs = self.facts.data.outputs if self.facts.data else ()
        missing = [name for name in outputs if name not in token.data]
        if missing:
            raise Fault("missing_output", names=", ".join(missing))
        leaving = {name: token.data[name] for name in outputs} if outputs else dict(token.local or {})
        token.local = None
        token.scope.put(leaving)


class Work(Activity):
    """A task that waits for a person."""

    def begin(self, token: Token) -> bool:
        facts, memory = self.facts, token.internal_data
        if facts.assign_to is not None:
            memory["assign_to"] = token.evaluate(facts.assign_to)
        if facts.due is not None:
            memory["due"] = _due(token.evaluate(facts.due), token.instance.now)
        return True

    def _on_ready(self, token: Token) -> None:
        token.instance.opened(token)

    def take_over(self, token: Token, before: Facts) -> None:
        """Ask of whom this version asks what has been open in another one; a day that was set is kept."""
        facts, memory = self.facts, token.internal_data
        if _text(facts.assign_to) != _text(before.assign_to):
            memory.pop("assign_to", None)
            if facts.assign_to is not None:
                memory["assign_to"] = token.evaluate(facts.assign_to)
        if facts.due is not None and "due" not in memory:
            memory["due"] = _due(token.evaluate(facts.due), token.instance.now)

    def answer(self, token: Token, values: Mapping[str, Any]) -> None:
        """Take a person's answer and complete."""
        token.scope.put({self.facts.variable: dict(values)} if self.facts.variable else values)
        token.run()


class UserTask(Work, spiff.UserTask):
    """A user task (할 일)."""


class ManualTask(Work, spiff.ManualTask):
    """A manual task: opens like a user task without a form."""


class NoneTask(Work, spiff.NoneTask):
    """A task without a type: somebody has to say that it is done."""


class ServiceWork(Activity):
    """A task that waits for the result of an operation outside the engine."""

    is_job = True

    def begin(self, token: Token) -> bool:
        token.internal_data["parameters"] = {
            name: token.evaluate(expression) for name, expression in self.facts.parameters.items()
        }
        token._set_state(STARTED)
        token.instance.opened(token)
        return False

    def answer(self, token: Token, values: Mapping[str, Any]) -> None:
        """Take the operation's result and complete."""
        token.scope.put({self.facts.result: dict(values)} if self.facts.result else values)
        token.complete()


class ServiceTask(ServiceWork, spiff.ServiceTask):
    """A service task: one job."""


class ScriptTask(Activity, spiff.ScriptTask):
    """A script task."""

    def _run_hook(self, token: Token) -> bool:
        if self.facts.script is not None:
            token.scope.put(self.facts.script(token.data, token.instance.now))
        return True


class BusinessRuleTask(Activity, spiff.BusinessRuleTask):
    """A business rule task: a decision table decides over everything the token can read."""

    decision: Decision

    def _run_hook(self, token: Token) -> bool:
        result = self.decision.decide(token.data, token.instance.now)
        token.scope.put({self.facts.result: dict(result)} if self.facts.result else result)
        return True


def _text(expression: Expression | None) -> str:
    return "" if expression is None else expression.text


def _due(value: Any, now: datetime) -> date | datetime | None:
    """Take a due date or time; a duration counts from now."""
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, timedelta):
        return now + value
    raise Fault("due_value", value=str(value))


__all__ = ["Activity", "BusinessRuleTask", "ManualTask", "NoneTask", "ScriptTask", "ServiceTask", "UserTask"]
