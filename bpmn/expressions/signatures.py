"""What functions take and give, as far as it is known: the built-in ones by a table, others by their annotations."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bpmn.expressions.functions import BUILT_IN, Functions, Identity
from bpmn.expressions.kinds import ANY, BOOLEAN, DATE, DECIMAL, DURATION, LIST, MOMENT, RECORD, TEXT, WHOLE, Type


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value a function takes; `kinds` are those it accepts, empty for any."""

    name: str
    kinds: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One function: what it takes in order, what it gives, and what it is for."""

    name: str
    parameters: tuple[Parameter, ...]
    gives: Type
    about: str = ""

    def __str__(self) -> str:
        taken = [f"{parameter.name}?" if parameter.optional else parameter.name for parameter in self.parameters]
        return f"{self.name}({', '.join(taken)})"


def signatures(functions: Functions) -> Mapping[str, Signature]:
    """Give the signature of every function that expressions may call, in the order of their names."""
    return _signatures(Identity(functions))


@lru_cache(maxsize=64)
def _signatures(functions: Identity) -> Mapping[str, Signature]:
    built_in = {name: _built_in(name) for name in BUILT_IN}
    handed_in = {name: _annotated(name, function) for name, function in functions.mapping.items()}
    return dict(sorted({**built_in, **handed_in}.items()))


NUMBER = ("int", "Decimal", "bool")
SIZED = ("list", "dict", "str")
_TABLE: Mapping[str, tuple[Type, tuple[tuple[str, ...], ...]]] = {
    "abs": (DECIMAL, (NUMBER,)),
    "all": (BOOLEAN, (("list",),)),
    "any": (BOOLEAN, (("list",),)),
    "date": (DATE, (("date", "datetime", "str", "int"),)),
    "datetime": (MOMENT, (("date", "datetime", "str"),)),
    "days": (DURATION, (("int",),)),
    "decimal": (DECIMAL, ((*NUMBER, "str"),)),
    "duration": (DURATION, (("str",),)),
    "exists": (BOOLEAN, (("str",),)),
    "floor_to": (WHOLE, (NUMBER, ("int",))),
    "get": (ANY, (("dict",), ("str",))),
    "int": (WHOLE, ((*NUMBER, "str"),)),
    "keys": (Type("list", item=TEXT), (("dict",),)),
    "len": (WHOLE, (SIZED,)),
    "max": (ANY, ()),
    "min": (ANY, ()),
    "now": (MOMENT, ()),
    "range": (Type("list", item=WHOLE), (("int",), ("int",), ("int",))),
    "round": (DECIMAL, (NUMBER, ("int",))),
    "sorted": (LIST, (("list",), ("str",))),
    "sum": (DECIMAL, (("list",),)),
    "text": (TEXT, (("str", "int", "Decimal", "bool", "date", "datetime"),)),
    "today": (DATE, ()),
    "unique": (LIST, (("list",),)),
    "won": (WHOLE, ((*NUMBER, "str"),)),
}
"""Built-in function → what it gives, and the kinds it accepts at each place."""

_ANNOTATED: Mapping[str, Type] = {
    "bool": BOOLEAN, "date": DATE, "datetime": MOMENT, "dict": RECORD, "int": WHOLE, "list": LIST, "str": TEXT,
    "Mapping": RECORD, "Decimal": DECIMAL,
}  # fmt: skip


def _built_in(name: str) -> Signature:
    gives, accepted = _TABLE[name]
    given = list(inspect.signature(BUILT_IN[name].call).parameters.values())[1:]
    parameters = [
        Parameter(each.name, accepted[place] if place < len(accepted) else (), place >= BUILT_IN[name].fewest)
        for place, each in enumerate(given)
    ]
    return Signature(name, tuple(parameters), gives, _about(BUILT_IN[name].call))


def _annotated(name: str, function: Callable[..., object]) -> Signature:
    signature = inspect.signature(function)
    parameters = tuple(
        Parameter(each.name, _accepted(_type(each.annotation)), each.default is not each.empty)
        for each in signature.parameters.values()
    )
    return Signature(name, parameters, _type(signature.return_annotation), _about(function))


def _accepted(known: Type) -> tuple[str, ...]:
    return {"any": (), "int": ("int", "bool")}.get(known.kind, (known.kind,))


def _type(annotation: object) -> Type:
    name = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    return _ANNOTATED.get(name.partition("[")[0], ANY) if "|" not in name else ANY


def _about(function: Callable[..., object]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]
