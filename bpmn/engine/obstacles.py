# mypy: disable-error-code="misc"
"""Why an instance cannot stand in another version of its process: what each of its tokens runs up against there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bpmn.engine.errors import EngineError
from bpmn.engine.specs.activity import ServiceWork, Work
from bpmn.engine.specs.loops import Repeating
from bpmn.engine.token import STARTED, Token

if TYPE_CHECKING:
    from bpmn.engine.specs.node import Node


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A token that has no place in the other version; `code` says why, and is worded in `bpmn.moving`."""

    code: str
    element: str
    params: Mapping[str, object] = field(default_factory=dict)


class CannotMove(EngineError):  # noqa: N818  # see Refused
    """The instance has tokens that have no place in the other version; `obstacles` names every one."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__("cannot_move", count=len(obstacles))
        self.obstacles = tuple(obstacles)


def obstacle(token: Token, new: Node | None) -> str:
    """Say why a token cannot stand on another element; empty when it can."""
    old = token.task_spec
    if new is None:
        return "element_gone"
    if isinstance(old, Repeating) != isinstance(new, Repeating):
        return "loop_changed"
    if type(old) is not type(new) and not (isinstance(old, Work) and isinstance(new, Work)):
        return "kind_changed"
    runs_now = token._state == STARTED and isinstance(old, ServiceWork)
    return "operation_changed" if runs_now and old.facts.operation != new.facts.operation else ""
