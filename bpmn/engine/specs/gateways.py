# mypy: disable-error-code="misc"
"""Gateways: where flows split and meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as spiff

from bpmn.engine.errors import Fault
from bpmn.engine.specs.node import Flow, Node
from bpmn.engine.token import WAITING

if TYPE_CHECKING:
    from bpmn.engine.token import Token


class Gateway(Node):
    """What gateways share."""

    def missing(self, token: Token) -> str:
        """Name the incoming flows that a join still waits for."""
        waiting = token.level.arrivals.get(self.name, {})
        return ", ".join(flow for flow in self.incoming if not waiting.get(flow))


class ExclusiveGateway(Gateway, spiff.ExclusiveGateway):
    """Takes the first flow whose condition holds, else the default; every token that comes goes on."""

    def taken(self, token: Token) -> list[Flow]:
        for flow in self.flows:
            if not flow.is_default and (flow.condition is None or token.holds(flow.condition)):
                return [flow]
        default = [flow for flow in self.flows if flow.is_default]
        if not default and self.flows:
            raise Fault("no_flow", element=self.facts.element)
        return default


class ParallelGateway(Gateway, spiff.ParallelGateway):
    """Waits for one token on each incoming flow, takes exactly one of each, and goes on along every outgoing flow."""

    joins = True

    def _update_hook(self, token: Token) -> bool:
        if len(self.incoming) > 1:
            waiting = token.level.wait_at_join(token)
            if not all(waiting.get(flow) for flow in self.incoming):
                return False
            token = token.level.consume(self)
            token.entered()
            token._ready()
            return False
        token.entered()
        return True

    def taken(self, token: Token) -> list[Flow]:
        return list(self.flows)


class InclusiveGateway(Gateway, spiff.InclusiveGateway):
    """Waits until no token can still come, takes one of each flow that has one, and goes on where conditions hold."""

    joins = True
    inclusive = True

    def _update_hook(self, token: Token) -> bool:
        if len(self.incoming) > 1:
            token.level.wait_at_join(token)
            return False
        token.entered()
        return True


class EventBasedGateway(Gateway, spiff.EventBasedGateway):
    """Waits for the first of the events that follow it."""

    def connect(self, child: Node) -> None:
        """Leave the events where they are drawn (SpiffWorkflow would move them into the gateway)."""

    def _update_hook(self, token: Token) -> bool:
        token.entered()
        token._set_state(WAITING)
        for flow in self.flows:
            token.level.watch(flow.target, token)
        return False

    def _on_ready(self, token: Token) -> None:
        """It never runs by itself."""

    def taken(self, token: Token) -> list[Flow]:
        return []


__all__ = ["EventBasedGateway", "ExclusiveGateway", "Gateway", "InclusiveGateway", "ParallelGateway"]
