"""Tells the rules over processes what lies on the other floors: operations, rules of assignment, roles, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from bpmn.expressions import Functions
from bpmn.expressions.functions import Identity
from bpmn.expressions.kinds import ANY, NULL, Type, joined
from bpmn.rules import OperationFacts, Surroundings
from tasks.law.functions import FUNCTIONS
from tasks.registry import Operation, Rule, operations, rules
from workflows.instances.options import SOURCES
from workflows.rights import EVERY_ROLE


def surroundings(
    operations: Mapping[str, Operation],
    assignments: Mapping[str, Rule],
    functions: Functions,
    on: date | None = None,
) -> Surroundings:
    """Describe what is installed, on a day or on no certain one; the same arguments give the same surroundings."""
    return _described(Identity(operations), Identity(assignments), Identity(functions), on)


def installed() -> Surroundings:
    """Describe what comes with the program, where nothing is put together (a file is only checked)."""
    return surroundings(operations(), rules(), FUNCTIONS)


@lru_cache(maxsize=64)
def _described(operations: Identity, assignments: Identity, functions: Identity, on: date | None) -> Surroundings:
    return Surroundings(
        functions=functions.mapping,
        operations={name: _facts(operation) for name, operation in operations.mapping.items()},
        assignments=frozenset(assignments.mapping),
        assignments_with_argument=frozenset(name for name, rule in assignments.mapping.items() if rule.needs_argument),
        roles=EVERY_ROLE,
        options=frozenset(SOURCES),
        on=on,
    )


def _facts(operation: Operation) -> OperationFacts:
    return OperationFacts(
        operation.execution,
        {name: _type(annotation) for name, annotation in operation.types.items()},
        operation.required,
        None if operation.gives is None else {name: _type(given) for name, given in operation.gives.items()},
        operation.letters,
    )


def _type(annotation: Any) -> Type:
    """Tell what an annotation means; of several kinds nothing is told (null fits everywhere)."""
    origin = get_origin(annotation) or annotation
    if origin in (Union, UnionType):
        return joined(_type(each) for each in get_args(annotation))
    if origin is Literal:
        return joined(_constant(each) for each in get_args(annotation))
    return _TYPES.get(origin, ANY)


def _constant(value: object) -> Type:
    return Type(type(value).__name__, choices=(value,)) if isinstance(value, str | bool) else ANY


_TYPES: Mapping[Any, Type] = {
    **{kind: Type(kind.__name__) for kind in (bool, date, datetime, Decimal, dict, int, list, str)},
    Mapping: Type("dict"),
    Sequence: Type("list"),
    tuple: Type("list"),
    NoneType: NULL,
}
