"""States that older programs wrote, brought up to date: format number → how its document becomes that of the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any


def _tables(document: dict[str, Any]) -> dict[str, Any]:
    """Group the tokens of a level like the rows of a table under what they have in common."""
    levels = [[*head, [_alone(*row) for row in rows]] for *head, rows in document["levels"]]
    return document | {"levels": levels}


def _alone(
    number: int,
    owner: int,
    name: str,
    state: int,
    flow: str,
    flags: int,
    local: dict[str, Any] | None = None,
    memory: Mapping[str, Any] = MappingProxyType({}),
    triggers: tuple[Any, ...] = (),
) -> list[Any]:
    kind = [owner, name, state, flow, flags, None if local is None else list(local), list(memory)]
    return [kind, [number, *(local or {}).values(), *memory.values(), *triggers]]


UPGRADES: Mapping[int, Callable[[Any], Any]] = {1: _tables}
