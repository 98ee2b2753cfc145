"""Tells the rules over processes what lies on the other floors: operations, rules of assignment, roles, choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bpmn.expressions import Functions
from bpmn.expressions.functions import Identity
from bpmn.rules import OperationFacts, Surroundings
from tasks.law.functions import FUNCTIONS
from tasks.registry import Operation, Rule, operations, rules
from workflows.instances.options import SOURCES
from workflows.rights import EVERY_ROLE


def surroundings(
    operations: Mapping[str, Operation], assignments: Mapping[str, Rule], functions: Functions
) -> Surroundings:
    """Describe what is installed; the same mappings give the same surroundings."""
    return _described(Identity(operations), Identity(assignments), Identity(functions))


def installed() -> Surroundings:
    """Describe what comes with the program, where nothing is put together (a file is only checked)."""
    return surroundings(operations(), rules(), FUNCTIONS)


@lru_cache(maxsize=64)
def _described(operations: Identity, assignments: Identity, functions: Identity) -> Surroundings:
    return Surroundings(
        functions=functions.mapping,
        operations={name: _facts(operation) for name, operation in operations.mapping.items()},
        assignments=frozenset(assignments.mapping),
        assignments_with_argument=frozenset(name for name, rule in assignments.mapping.items() if rule.needs_argument),
        roles=EVERY_ROLE,
        options=frozenset(SOURCES),
    )


def _facts(operation: Operation) -> OperationFacts:
    return OperationFacts(operation.execution, operation.types, operation.required, operation.gives, operation.letters)
