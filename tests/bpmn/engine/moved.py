"""A case that moves to another version of its process, as several files of tests need it."""

from __future__ import annotations


def move(case, draw, *parts, **mapping):
    """Move a case to the version that is drawn here."""
    bundle = draw.bundle(*parts)
    case.take(case.engine.move(case.bundle, bundle, case.state, mapping, case.now))
    case.bundle = bundle
    return case


def works(case):
    return {work.element: work.work_id for work in case.everything().opened}


def obstacles(refused):
    return [(obstacle.element, obstacle.code) for obstacle in refused.value.obstacles]


def two_branches(draw, *tasks, **attributes):
    """Tasks side by side that meet again before `after`; every one of them has the attributes."""
    return (
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        *(draw("userTask", task, **attributes) for task in tasks),
        draw("parallelGateway", "join"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split", "join after end", *(f"split {task} join" for task in tasks)),
    )
