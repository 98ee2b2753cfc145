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

KEYS = ("data", "answers", "order", "messages", "until")
MESSAGE_KEYS = ("after", "name", "correlation", "payload")


class ScriptRefused(ValueError):  # noqa: N818 -- named for what happened
    """The script is not what `jorye play` understands; `key` names the part, `code` the reason."""

    def __init__(self, code: str, key: str, found: object, **more: object) -> None:
        self.code = code
        self.params = {"key": key, "found": found, **more}
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
        _only("script", document, KEYS)
        until = _text("until", _given(document, "until", ""))
        answers = _mapping("answers", _given(document, "answers", {}))
        order = _list("order", _given(document, "order", []))
        return cls(
            data=_mapping("data", _given(document, "data", {})),
            answers={element: _answers(element, given) for element, given in answers.items()},
            order=tuple(_text("order", element) for element in order),
            sent=tuple(_sent(entry) for entry in _list("messages", _given(document, "messages", []))),
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
    _only("messages", entry, MESSAGE_KEYS)
    if not entry.get("name"):
        raise ScriptRefused("message_without_name", "messages", entry)
    correlation = entry.get("correlation")
    if isinstance(correlation, Mapping | list):
        raise ScriptRefused("not_a_text", "messages.correlation", correlation)
    return Sent(
        name=_text("messages.name", entry["name"]),
        after=_text("messages.after", _given(entry, "after", "")),
        correlation=None if correlation is None else str(correlation),
        payload=_mapping("messages.payload", _given(entry, "payload", {})),
    )


def _only(key: str, given: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ScriptRefused("unknown_key", key, ", ".join(unknown), known=", ".join(known))


def _given(document: Mapping[str, Any], key: str, otherwise: Any) -> Any:
    value = document.get(key)
    return otherwise if value is None else value


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ScriptRefused("not_a_text", key, value)
    return value


def _mapping(key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ScriptRefused("not_an_object", key, value)
    return dict(value)


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ScriptRefused("not_a_list", key, value)
    return value
