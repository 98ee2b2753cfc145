"""The ways through a process as people speak of them: from one station to the next, whatever gateways lie between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bpmn.differences.change import Change, Said, quoted, shown
from bpmn.differences.outline import Outline

Route = tuple[str, str]


def route_changes(old: Outline, new: Outline) -> Iterator[Change]:
    """Say which ways appear, which vanish, and whose condition is another now."""
    before, after = routes(old), routes(new)
    for route in _touching(after.keys() - before.keys(), old):
        if after[route]:
            yield _change("route_added_when", new, route, condition=after[route])
        else:
            yield _change("route_added", new, route)
    for route in _touching(before.keys() - after.keys(), new):
        yield _change("route_removed", old, route)
    for route in sorted(before.keys() & after.keys()):
        if before[route] != after[route]:
            yield _change("condition_changed", new, route, old=shown(before[route]), new=shown(after[route]))


def _touching(ways: Iterable[Route], other: Outline) -> list[Route]:
    """Leave out ways between two stations that the other version does not know: their steps are said themselves."""
    return sorted(way for way in ways if any(each in other.elements for each in way))


def routes(outline: Outline) -> Mapping[Route, str]:
    """Give every way from a station to the next with the conditions on it, joined by `and`."""
    found: dict[Route, str] = {}
    for element in outline.elements.values():
        if element.stop:
            for target, condition in _next(outline, element.id):
                route = (element.id, target)
                found[route] = " | ".join(sorted({*found.get(route, condition).split(" | "), condition}))
    return found


def _next(outline: Outline, start: str) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, str]] = [(start, "")]
    passed = set()
    while waiting:
        place, condition = waiting.pop()
        for flow in outline.leaving(place):
            target = outline.elements.get(flow.target)
            both = " and ".join(part for part in (condition, flow.condition) if part)
            if target is None or (flow.id, both) in passed:
                continue
            passed.add((flow.id, both))
            if target.stop:
                yield target.id, both
            elif len(passed) < 10_000:
                waiting.append((target.id, both))


def _change(kind: str, outline: Outline, route: Route, **params: Said | str) -> Change:
    source, target = (outline.elements[each] for each in route)
    names = {"source": source.name, "target": target.name}
    return Change(kind, "diagram", target.id, "flow", {**names, **params})


def happening_changes(old: Outline, new: Outline) -> Iterator[Change]:
    """Say during which tasks an event (a withdrawal, a time limit) can happen no longer, or can happen now."""
    before, after = happenings(old), happenings(new)
    for kind, here, there, outline in (("can_no_longer", before, after, old), ("can_now", after, before, new)):
        for event, during in here.items():
            gone = [each for each in during if each not in there.get(event, ()) and _in_both(each, old, new)]
            if gone:
                names = quoted(outline.elements[each].name for each in gone)
                words: dict[str, Said | str] = {"event": outline.elements[event].name, "during": names}
                yield Change(kind, "diagram", event, "flow", words)


def happenings(outline: Outline) -> Mapping[str, tuple[str, ...]]:
    """Give the waiting tasks during which each boundary event or event sub-process can happen."""
    found: dict[str, tuple[str, ...]] = {}
    for event in outline.elements.values():
        if event.attached:
            found[event.id] = tuple(_work(outline, event.attached))
        elif event.starts_sub_process:
            around = outline.elements[event.inside].inside if event.inside in outline.elements else ""
            found[event.id] = tuple(each for each in _inside(outline, around) if each != event.inside)
    return found


def _work(outline: Outline, element: str) -> Iterator[str]:
    inner = tuple(_inside(outline, element))
    yield from inner or (element,)


def _inside(outline: Outline, around: str) -> Iterator[str]:
    for each in outline.elements.values():
        if each.inside == around and each.kind in ("subProcess", "transaction") and "triggeredByEvent" not in each.says:
            yield from _inside(outline, each.id)
        elif each.inside == around and each.kind in ("userTask", "manualTask", "receiveTask", "callActivity"):
            yield each.id


def _in_both(element: str, old: Outline, new: Outline) -> bool:
    return element in old.elements and element in new.elements
