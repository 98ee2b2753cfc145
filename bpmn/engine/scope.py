"""Variables: one scope per process level, and an overlay for each instance of a multi-instance activity.

Values are never changed in place, so scopes share them without copying.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from typing import Any


class Scope:
    """Where a token reads and writes: writes land in `own`, reads fall through to the scope around it."""

    __slots__ = ("around", "own", "written")

    def __init__(self, own: dict[str, Any], around: Scope | None = None) -> None:
        self.own = own
        self.around = around
        self.written = b""
        """What `own` is in the state (`state`); empty when it has changed since."""

    def view(self, *above: MutableMapping[str, Any]) -> Mapping[str, Any]:
        """Give everything readable from here; mappings `above` hide variables of the same name."""
        if self.around is None and not above:
            return self.own
        maps = list(above)
        scope: Scope | None = self
        while scope is not None:
            maps.append(scope.own)
            scope = scope.around
        return ChainMap(*maps)

    def put(self, values: Mapping[str, Any]) -> None:
        """Write variables."""
        self.own.update(values)
        self.written = b""


class Overlay(Scope):
    """The scope of one instance of a multi-instance activity, or of an activity with declared inputs and outputs."""

    __slots__ = ()


def overlaid(scope: Scope) -> dict[str, Any]:
    """Give what only the innermost instances see: items, numbers, and what they wrote."""
    values: dict[str, Any] = {}
    inner: Scope | None = scope
    while isinstance(inner, Overlay):
        values = {**inner.own, **values}
        inner = inner.around
    return values
