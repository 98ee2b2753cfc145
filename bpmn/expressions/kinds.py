"""Types of values as far as they can be told without running: a kind, what a list holds, which keys a record has.

A type is a promise only where it is certain; `ANY` says that nothing is known. Null fits everywhere: whether a value is
there is another question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce

import messages

NUMERIC = frozenset({"int", "Decimal", "bool"})
CHOICES = 40
"""Texts of more different values than these are simply texts."""


@dataclass(frozen=True, slots=True)
class Type:
    """What is known of a value; `kind` is Python's name of its type (`int`, `str`, …), or `any`."""

    kind: str = "any"
    item: Type | None = None
    """What a list holds."""
    keys: Mapping[str, Type] | None = None
    """Every key that a record may have; None when they are not known."""
    choices: tuple[str | bool, ...] = ()
    """Every text, or truth value, that it may be; empty when they are not known."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that it may be."""
        return tuple(choice for choice in self.choices if isinstance(choice, str))

    @property
    def is_known(self) -> bool:
        """Tell whether its kind is certain."""
        return self.kind not in ("any", "NoneType")

    @property
    def family(self) -> str:
        """Name the kinds it can be compared with."""
        return "number" if self.kind in NUMERIC else self.kind

    def text(self, language: messages.Language) -> str:
        """Name the kind in the reader's language."""
        return messages.text(f"expressions.kind.{self.kind}", language)


ANY = Type()
NULL = Type("NoneType")
BOOLEAN = Type("bool")
WHOLE = Type("int")
DECIMAL = Type("Decimal")
TEXT = Type("str")
DATE = Type("date")
MOMENT = Type("datetime")
DURATION = Type("timedelta")
LIST = Type("list")
RECORD = Type("dict")


def join(one: Type, other: Type) -> Type:
    """Give what is known of a value that is of one type or of the other."""
    if one == other or other.kind == "NoneType":
        return one
    if one.kind == "NoneType":
        return other
    if one.kind != other.kind:
        numbers = {one.kind, other.kind} == {"int", "Decimal"}
        return DECIMAL if numbers else ANY
    return replace(one, item=_item(one, other), keys=_keys(one, other), choices=_choices(one, other))


def joined(types: Iterable[Type]) -> Type:
    """Join many; of none nothing is known."""
    found = list(types)
    return reduce(join, found) if found else ANY


def _item(one: Type, other: Type) -> Type | None:
    return join(one.item, other.item) if one.item and other.item else None


def _keys(one: Type, other: Type) -> Mapping[str, Type] | None:
    if one.keys is None or other.keys is None:
        return None
    names = [*one.keys, *(name for name in other.keys if name not in one.keys)]
    return {name: join(one.keys.get(name, NULL), other.keys.get(name, NULL)) for name in names}


def _choices(one: Type, other: Type) -> tuple[str | bool, ...]:
    both = tuple(dict.fromkeys((*one.choices, *other.choices)))
    return both if one.choices and other.choices and len(both) <= CHOICES else ()
