"""What a play is told to do: starting data, answers, the order of finishing, messages, and how far time may run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import messages
from bpmn.engine.errors import Fault
from bpmn.engine.moments import schedule
from bpmn.model import Values
from messages import Language


class ScriptRefused(ValueError):  # noqa: N818 -- named for what happened
    """The script is not what `jorye play` understands; `key` names the part, `code` the reason."""

    def __init__(self, code: str, key: str, found: object) -> None:
        self.code = code
        self.params = {"key": key, "found": found}
        super().__init__(self.text("en"))

    def text(self, language: Language = "ko") -> str:
        """Say what is wrong with the script and what to write instead."""
        return messages.text(f"play.script.{self.code}", language, **self.params)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that arrives once the element `after` has completed (empty: as soon as someone waits for it)."""

    name: str
    after: str = ""
    correlation: str | None = None
    """None reaches whoever waits for the name; a text reaches only the place that waits for this value."""
    payload: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Script:
    """Everything a play is told; without it each task is finished as it opened, with an empty answer."""

    data: Values = field(default_factory=dict)
    answers: Mapping[str, tuple[Values, ...]] = field(default_factory=dict)
    """Answers of one element, used up one after the other, whichever instance of it is finished."""
    order: tuple[str, ...] = ()
    sent: tuple[Sent, ...] = ()
    until: str = ""
    """ISO 8601 duration from the start, or a date or date-time with its zone; empty lets every timer fire."""

    @classmethod
    def read(cls, document: Any) -> Script:
        """Read a script from JSON values (numbers with a point as Decimal); raises ScriptRefused."""
        document = _mapping("script", document)
        unknown = sorted(set(document) - {"data", "answers", "order", "messages", "until"})
        if unknown:
            raise ScriptRefused("unknown_key", "script", ", ".join(unknown))
        until = document.get("until") or ""
        answers = _mapping("answers", document.get("answers") or {})
        if not isinstance(until, str):
            raise ScriptRefused("not_a_duration", "until", until)
        return cls(
            data=_mapping("data", document.get("data") or {}),
            answers={element: _answers(element, given) for element, given in answers.items()},
            order=tuple(str(element) for element in _list("order", document.get("order") or [])),
            sent=tuple(_sent(entry) for entry in _list("messages", document.get("messages") or [])),
            until=until,
        )

    def horizon(self, start: datetime) -> datetime | None:
        """Give the last moment to which the clock may run when the play starts at `start`; None without a limit."""
        if not self.until:
            return None
        try:
            return schedule(self.until, start).due
        except Fault as fault:
            raise ScriptRefused("not_a_duration", "until", self.until) from fault


def _answers(element: str, given: Any) -> tuple[Values, ...]:
    listed = [given] if isinstance(given, Mapping) else _list(f"answers.{element}", given)
    return tuple(_mapping(f"answers.{element}", answer) for answer in listed)


def _sent(entry: Any) -> Sent:
    entry = _mapping("messages", entry)
    if not entry.get("name"):
        raise ScriptRefused("message_without_name", "messages", entry)
    correlation = entry.get("correlation")
    return Sent(
        name=str(entry["name"]),
        after=str(entry.get("after") or ""),
        correlation=None if correlation is None else str(correlation),
        payload=_mapping("messages.payload", entry.get("payload") or {}),
    )


def _mapping(key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ScriptRefused("not_an_object", key, value)
    return dict(value)


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ScriptRefused("not_a_list", key, value)
    return value
