"""What came of an example, and how two outcomes differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from types import MappingProxyType

import messages
from bpmn.model import Values
from messages import Language


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended; `path` are the elements passed, in order, `letters` the papers it wrote, as text."""

    state: str
    """running, completed, cancelled, suspended; or `stopped` when a step of the story could not be done."""
    open: tuple[str, ...] = ()
    """Elements whose tasks are open."""
    path: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)
    letters: tuple[str, ...] = ()
    stopped_at: int = 0
    """Number of the step (from 1; the start is 0) that could not be done."""
    reason: str = ""
    """Why it could not, as the person would have been told."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which an outcome is not what the example expects."""

    kind: str
    params: Mapping[str, str]
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Parameters that list elements, as their ids."""

    def text(self, language: Language = "ko", names: Mapping[str, str] = MappingProxyType({})) -> str:
        """Say it, with the names of elements where they are given."""
        listed = {key: ", ".join(names.get(each) or each for each in ids) or "-" for key, ids in self.elements.items()}
        said = dict(self.params)
        if self.kind == "state":
            said = {key: messages.text(f"examples.state.{value}", language) for key, value in said.items()}
        if self.kind == "value":
            said |= {key: _in_words(said[key], language) for key in ("expected", "happened")}
        return messages.text(f"examples.deviation.{self.kind}", language, **said, **listed)


def deviations(expected: Outcome, happened: Outcome) -> tuple[Deviation, ...]:
    """Give every difference that a person should see; equal outcomes give none."""
    return tuple(_deviations(expected, happened))


def _deviations(expected: Outcome, happened: Outcome) -> Iterator[Deviation]:
    if happened.state == "stopped":  # even where that was expected: such a story vouches for nothing
        yield Deviation("stopped", {"step": str(happened.stopped_at), "reason": happened.reason})
    elif expected.state != happened.state:
        yield Deviation("state", {"expected": expected.state, "happened": happened.state})
    for kind, more, fewer in (("path_missing", expected, happened), ("path_new", happened, expected)):
        elements = [element for element in dict.fromkeys(more.path) if element not in fewer.path]
        if elements:
            yield Deviation(kind, {}, {"elements": tuple(elements)})
    if sorted(expected.path) == sorted(happened.path) and expected.path != happened.path:
        yield Deviation("path_order", {}, {"element": (_first_other(expected.path, happened.path),)})
    if sorted(expected.open) != sorted(happened.open):
        yield Deviation("open", {}, {"expected": expected.open, "happened": happened.open})
    for name in sorted({*expected.values, *happened.values}):
        before, after = expected.values.get(name), happened.values.get(name)
        if before != after:
            yield Deviation("value", {"name": name, "expected": _written(before), "happened": _written(after)})
    if expected.letters != happened.letters:
        yield Deviation("letters", {"difference": _difference(expected.letters, happened.letters)})


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _in_words(written: str, language: Language) -> str:
    """Say what JSON writes as a word of its own; the rest stays as it is written."""
    return messages.text(f"examples.value.{written}", language) if written in ("null", "true", "false") else written


def _first_other(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    return next(mine for mine, theirs in zip(one, other, strict=True) if mine != theirs)


def _difference(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    lines = unified_diff("\n".join(one).splitlines(), "\n".join(other).splitlines(), lineterm="", n=0)
    return " / ".join(line for line in lines if line[:3] not in ("---", "+++") and not line.startswith("@@"))
