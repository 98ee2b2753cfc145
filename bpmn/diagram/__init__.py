"""Diagrams as files: read safely, with every fault named by element and line.

`read(content, file)` gives a `Diagram` and never raises for a bad file: what is wrong stands in `problems`.
"""

from bpmn.diagram.problem import Problem
from bpmn.diagram.reader import Diagram, read

__all__ = ["Diagram", "Problem", "read"]
