"""A task with a boundary event beside it, as several files of tests draw it."""

from __future__ import annotations


def beside(draw, definition, *, interrupting=True, kind="userTask", inside=""):
    """A task `work` with a boundary event `event`, which leads to the task `other`."""
    return (
        draw("startEvent", "start"),
        draw(kind, "work", inside),
        draw.boundary("event", "work", definition, interrupting=interrupting),
        draw("userTask", "after"),
        draw("userTask", "other"),
        draw("endEvent", "end"),
        draw("endEvent", "other_end"),
        draw.flows("start work after end", "event other other_end"),
    )
