"""Finds by file name the operations a diagram may call (`tasks/service`) and the rules of assignment."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from sqlalchemy import Connection

from messages import Language, text
from tasks.contract import AssignmentRequest, ServiceContext


class ParameterError(Exception):
    """A diagram calls an operation with other parameters than it takes; every one that is wrong is named."""

    def __init__(self, operation: str, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__(operation, problems)
        self.code = "parameters"
        self.operation = operation
        self.problems = problems
        self.params: Mapping[str, object] = {"operation": operation, "problems": problems}

    def text(self, language: Language = "ko") -> str:
        """Name the operation and each parameter that is missing, unknown or of the wrong kind."""
        lines = (text(f"registers.parameter_{problem}", language, name=name) for name, problem in self.problems)
        return text("registers.parameters", language, operation=self.operation, problems=" ".join(lines))


@dataclass(frozen=True, slots=True)
class Operation:
    """One service task: its file name is its id, its signature says what it takes."""

    id: str
    execution: Literal["local", "external"]
    function: Callable[..., Mapping[str, Any]]
    types: Mapping[str, Any]
    """Parameter name → annotated type."""
    required: frozenset[str]
    gives: Mapping[str, Any] | None = None
    """What its result may hold, name by annotated type: the typed dictionary that `run` returns, or the names in
    `GIVES`, of any type; None where it does not say.
    """
    letters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Letters it issues, each with the fields it fills (`LETTERS`)."""

    def names_wrong(self, given: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """List parameters that are missing or unknown, before any value is known (publish rules ask this)."""
        missing = ((name, "missing") for name in sorted(self.required - given))
        unknown = ((name, "unknown") for name in sorted(given - self.types.keys()))
        return (*missing, *unknown)

    def run(self, context: ServiceContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Check the parameters against the signature and run; raises ParameterError, or what the operation raises."""
        problems = list(self.names_wrong(frozenset(parameters)))
        problems += [
            (name, "type")
            for name, value in parameters.items()
            if name in self.types and not fits(value, self.types[name])
        ]
        if problems:
            raise ParameterError(self.id, tuple(problems))
        return self.function(context, **parameters)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of assignment: its file name is its id."""

    id: str
    candidates: Callable[[Connection, AssignmentRequest], frozenset[int]]
    seats: Callable[[Connection, AssignmentRequest], tuple[Any, ...]]
    """The same people with the post they act from and whom they stand in for (대결)."""
    needs_argument: bool = False
    """Whether it can name nobody without an argument (`NEEDS_ARGUMENT`)."""


@cache
def operations() -> Mapping[str, Operation]:
    """Give every operation by id; a file without `EXECUTION` or `run` is a TypeError that names it."""
    return {name: _operation(name, module) for name, module in _modules("tasks.service")}


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule of assignment by id."""
    return {
        name: Rule(name, module.candidates, module.seats, getattr(module, "NEEDS_ARGUMENT", False))
        for name, module in _modules("tasks.assignment")
        if hasattr(module, "candidates")
    }


def fits(value: object, wanted: Any) -> bool:
    """Tell whether a value is of an annotated type; a bool is no int, a datetime is no date, as people mean them."""
    if wanted is Any:
        return True
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return any(fits(value, each) for each in arguments)
    if origin is Literal:
        return value in arguments
    kind = origin or wanted
    if kind in (None, type(None)):
        return value is None
    if (kind is int and isinstance(value, bool)) or (kind is date and isinstance(value, datetime)):
        return False
    return isinstance(value, kind)


def _gives(module: types.ModuleType, returned: Any) -> Mapping[str, Any] | None:
    if is_typeddict(returned):
        return get_type_hints(returned)
    names: tuple[str, ...] | None = getattr(module, "GIVES", None)
    return None if names is None else dict.fromkeys(names, Any)


def _operation(name: str, module: types.ModuleType) -> Operation:
    execution: Any = getattr(module, "EXECUTION", "")
    function: Any = getattr(module, "run", None)
    if execution not in ("local", "external") or function is None:
        raise TypeError(f'{module.__name__}: write EXECUTION = "local" or "external" and def run(context, *, …)')
    signature = inspect.signature(function)
    hints = get_type_hints(function)
    taken = [each for each in list(signature.parameters.values())[1:] if each.kind is inspect.Parameter.KEYWORD_ONLY]
    if len(taken) != len(signature.parameters) - 1 or any(each.name not in hints for each in taken):
        raise TypeError(f"{module.__name__}: run(context, *, …) takes typed, keyword-only parameters")
    required = frozenset(each.name for each in taken if each.default is inspect.Parameter.empty)
    types = {each.name: hints[each.name] for each in taken}
    letters: Mapping[str, tuple[str, ...]] = getattr(module, "LETTERS", {})
    return Operation(
        name,
        execution,
        function,
        types,
        required,
        _gives(module, hints["return"]),
        {letter: frozenset(fields) for letter, fields in letters.items()},
    )


def _modules(package: str) -> Iterator[tuple[str, types.ModuleType]]:
    for found in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if not found.name.startswith("_"):
            yield found.name, importlib.import_module(f"{package}.{found.name}")
