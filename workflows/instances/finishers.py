"""Who finished an element of a case: the last one, and everyone of its last round (직무 분리)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from sqlalchemy import Connection, Row, select

from workflows.records.user_task import user_task

_AT_ONCE = 100
"""Rows read in one go; most rounds are shorter, and a case may have thousands of rounds."""


class Finishers(Mapping[str, int]):
    """Element id → the person who finished it last in this instance; looked up only when somebody asks.

    `now_finished` is what this very transaction finishes and has not written yet; `stands_for` names the new element
    for each old one by which something was done and is not asked for any more.
    """

    def __init__(
        self,
        connection: Connection,
        instance_id: int,
        now_finished: Mapping[str, int] | None = None,
        stands_for: Mapping[str, str] | None = None,
    ) -> None:
        self._connection, self._instance_id, self._now_finished = connection, instance_id, now_finished or {}
        self._stands_for = stands_for or {}

    def barred(self, elements: Iterable[str]) -> frozenset[int]:
        """Give everyone who finished one of these elements in its last round that anybody finished anything of.

        A task alone is a round by itself; of a multi-instance all instances are one round, which its first one begins.
        """
        return frozenset(person for element in elements for person in self._last_round(element))

    def _last_round(self, element: str) -> set[int]:
        found = {self._now_finished[element]} if element in self._now_finished else set()
        for row in self._latest_first(element):
            if row.completed_by is not None:
                found.add(row.completed_by)
            if found and row.local_values.get("loopCounter", 1) == 1:
                break
        return found

    def _latest_first(self, element: str) -> Iterator[Row[tuple[int, int | None, dict[str, object]]]]:
        rows = (
            select(user_task.c.work_id, user_task.c.completed_by, user_task.c.local_values)
            .where(user_task.c.instance_id == self._instance_id, user_task.c.element.in_(self._done_as(element)))
            .order_by(user_task.c.work_id.desc())
            .limit(_AT_ONCE)
        )
        page = self._connection.execute(rows).all()
        while page:
            yield from page
            page = self._connection.execute(rows.where(user_task.c.work_id < page[-1].work_id)).all()

    def _done_as(self, element: str) -> list[str]:
        """Give every name by which what counts as done at an element may have been done."""
        before = [old for old, new in self._stands_for.items() if new == element]
        return before if element in self._stands_for else [element, *before]

    @cached_property
    def _found(self) -> dict[str, int]:
        finished = (
            select(user_task.c.element, user_task.c.completed_by)
            .where(user_task.c.instance_id == self._instance_id, user_task.c.completed_by.is_not(None))
            .order_by(user_task.c.closed_at, user_task.c.work_id)
        )
        rows = self._connection.execute(finished)
        before = {self._stands_for.get(row.element, row.element): row.completed_by for row in rows}
        return {**before, **self._now_finished}

    def __getitem__(self, element: str) -> int:
        return self._found[element]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
