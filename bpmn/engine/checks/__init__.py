"""What must be right with a diagram before it can run: one file per kind of fault, every fault reported.

A diagram that passes is executed as drawn; what could not be is refused here with its element and line, never ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.engine.checks import events, flows, identities, references, starts, support

Check = Callable[[Diagram, etree._Element], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    identities.check,
    support.check,
    references.check,
    flows.check,
    events.check,
    starts.check,
)


def check(diagram: Diagram, root: etree._Element) -> list[Problem]:
    """Give everything that is wrong, in the order of the lines."""
    problems = [problem for examine in CHECKS for problem in examine(diagram, root)]
    return sorted(problems, key=lambda problem: problem.line)
