"""Instances kept between two steps, so that the next step need not read the state it was written to.

An instance is found by the very bytes of its state and leaves the shelf when it is taken. So it makes no difference
whether a transaction was undone, or another process was faster: what is asked for with other bytes is not found.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpmn.engine.definition import Definition
    from bpmn.engine.instance import Instance

ROOM = 4 * 1024 * 1024
"""Bytes that the states written out may come to in all; in memory they take about ten times as much."""


class Kept:
    """A shelf of instances; when it is full, the ones put there first are dropped."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._found: OrderedDict[bytes, Instance] = OrderedDict()
        self._lock = Lock()

    def take(self, stored: bytes, definition: Definition) -> Instance | None:
        """Give the instance that this state is of, None when it is not here."""
        with self._lock:
            instance = self._drop(stored)
        return instance if instance is not None and instance.definition is definition else None

    def put(self, stored: bytes, instance: Instance) -> None:
        """Keep an instance that nobody changes any more, under what it was written to."""
        with self._lock:
            self._drop(stored)
            self._found[stored] = instance
            self._room -= instance.size
            while self._room < 0:
                self._drop(next(iter(self._found)))

    def _drop(self, stored: bytes) -> Instance | None:
        instance = self._found.pop(stored, None)
        self._room += 0 if instance is None else instance.size
        return instance
