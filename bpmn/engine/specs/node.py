# mypy: disable-error-code="misc"
"""What every element does with a token: take it in, run, and pass it on along its sequence flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bpmn.engine.errors import FAULTS, Fault
from bpmn.engine.facts import Facts
from bpmn.expressions import Expression

if TYPE_CHECKING:
    from bpmn.engine.level import Level
    from bpmn.engine.token import Token, Trigger


@dataclass(frozen=True, slots=True)
class Flow:
    """One outgoing sequence flow: its id, the spec it leads to, and the condition under which it is taken."""

    id: str
    target: Node
    condition: Expression | None = None
    is_default: bool = False


class Node:
    """Put in front of a SpiffWorkflow task spec; SpiffWorkflow's task calls the hooks as a token changes state.

    Everything here is fixed once the definition is loaded; whatever changes lives in the token.
    """

    facts: Facts
    flows: tuple[Flow, ...] = ()
    incoming: tuple[str, ...] = ()
    """Ids of the incoming sequence flows."""
    boundaries: tuple[Node, ...] = ()
    name: str
    manual: bool
    default = ""
    """Id of the default flow."""
    joins = False
    inclusive = False
    counted = False
    """True for an activity that knows beforehand how often it repeats."""
    is_job = False
    visible = True
    """False for a spec that only repeats another one and has no part in the trace."""

    if TYPE_CHECKING:  # called only where they are: on work and jobs, catching events, repeating activities, levels
        bpmn_id: str

        def answer(self, token: Token, values: Mapping[str, Any]) -> None: ...
        def fired(self, token: Token, trigger: Trigger, payload: Any) -> None: ...
        def collect(self, token: Token, child: Token) -> None: ...
        def instance_ended(self, token: Token, child: Token) -> None: ...
        def recheck(self, token: Token) -> None: ...
        def level_ended(self, token: Token, level: Level) -> None: ...

    def test(self) -> None:
        """Nothing to test at run time: the definition was checked when it was loaded."""

    def _predict(self, token: Token, *unused: object, **unused_too: object) -> None:
        """Look at nothing ahead: a token knows only where it stands."""

    def _update(self, token: Token) -> None:
        """Take a token in; a fault stops this token and no other."""
        try:
            super()._update(token)
        except FAULTS as fault:
            token.stop("enter", fault)

    def _update_hook(self, token: Token) -> bool:
        """Say whether the token may run now."""
        token.entered()
        return True

    def _on_ready(self, token: Token) -> None:
        """Put the token into the queue of those that run without anybody's help."""
        token.instance.queue.append(token)

    def _run_hook(self, token: Token) -> bool | None:
        """Run; None means that the token goes on later."""
        return True

    def _on_complete_hook(self, token: Token) -> None:
        """Finish, and put a token on every flow that is taken."""
        token.release()
        if not token.finished:
            self.finish(token)
            token.finished = True
        for flow in self.taken(token):
            token.send(flow)
        token.completed()

    def finish(self, token: Token) -> None:
        """Write what the element leaves behind."""

    def taken(self, token: Token) -> list[Flow]:
        """Choose the flows: each without condition, each whose condition holds, else the default."""
        flows = self.flows
        if len(flows) < 2 and not (flows and flows[0].condition):
            return list(flows)
        taken = [
            flow for flow in flows if not flow.is_default and (flow.condition is None or token.holds(flow.condition))
        ]
        if any(flow.condition for flow in taken):
            return taken
        default = [flow for flow in flows if flow.is_default]
        if not taken and not default:
            raise Fault("no_flow", element=self.facts.element)
        return taken + default

    def retry(self, token: Token) -> None:
        """Take the place of a stopped token with a new one, which begins afresh."""
        token.replace()

    def missing(self, token: Token) -> str:
        """Name what a waiting token waits for."""
        return ""

    def _on_cancel(self, token: Token) -> None:
        """Nothing more to take back than what the token itself takes back."""
