"""Decision tables (DMN 1.1 to 1.5): compiled once, every hit policy really checked, all faults of a file reported.

band = compile_decision(content, FUNCTIONS)
band.decide({"amount": 120_000_000})  # {"approver": "bureau_chief"}
"""

from bpmn.decisions.decision import Decision
from bpmn.decisions.errors import DecisionError, DecisionProblem, DecisionRefused
from bpmn.decisions.reader import compile_decision

__all__ = ["Decision", "DecisionError", "DecisionProblem", "DecisionRefused", "compile_decision"]
