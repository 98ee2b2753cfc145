"""The few things about plain graphs that are needed: what is reached, in which order, and what lies on a cycle."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Point = TypeVar("Point", bound=Hashable)


def closure(first: Iterable[Point], following: Mapping[Point, Iterable[Point]]) -> frozenset[Point]:
    """Give everything reached from some points, the points themselves included."""
    found = set(first)
    waiting = list(found)
    while waiting:
        for point in following.get(waiting.pop(), ()):
            if point not in found:
                found.add(point)
                waiting.append(point)
    return frozenset(found)


def order_of_depth(first: Iterable[str], following: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Number the points so that what follows comes right after, before the next branch begins."""
    rank: dict[str, int] = {}
    for start in first:
        waiting = [start]
        while waiting:
            point = waiting.pop()
            if point not in rank:
                rank[point] = len(rank)
                waiting += reversed(following[point])
    return rank


def cyclic(following: Mapping[Point, Iterable[Point]]) -> frozenset[Point]:
    """Give the points that lie on a cycle (Tarjan's components, without recursion)."""
    index: dict[Point, int] = {}
    low: dict[Point, int] = {}
    open_: dict[Point, None] = {}
    found: set[Point] = set()
    for root in following:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        open_[root] = None
        work = [(root, iter(following[root]))]
        while work:
            point, rest = work[-1]
            for other in rest:
                if other not in following:
                    continue
                if other not in index:
                    index[other] = low[other] = len(index)
                    open_[other] = None
                    work.append((other, iter(following[other])))
                    break
                if other in open_:
                    low[point] = min(low[point], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[point])
                if low[point] == index[point]:
                    found |= _component(open_, point, following)
    return frozenset(found)


def _component(open_: dict[Point, None], root: Point, following: Mapping[Point, Iterable[Point]]) -> set[Point]:
    members: set[Point] = set()
    while True:
        point, _ = open_.popitem()
        members.add(point)
        if point == root:
            break
    return members if len(members) > 1 or root in following[root] else set()
