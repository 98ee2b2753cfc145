"""What several files of tests ask of an outcome."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bpmn.play import Outcome

Draw = Callable[..., Path]
Perform = Callable[..., Outcome]


def finished(outcome: Outcome, *elements: str) -> list[str]:
    """List what was completed, in order; only these elements when any are named."""
    return [h.element for h in outcome.trace if h.event == "completed" and (not elements or h.element in elements)]


MESSAGE = '<message id="m" name="answered"/>'
