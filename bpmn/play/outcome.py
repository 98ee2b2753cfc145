"""How a play ended, as values and as the JSON document that `jorye play --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from bpmn.model import Happened, Values


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is still open when nothing more can happen."""

    kind: Literal["user_task", "job", "timer", "message", "signal"]
    element: str
    name: str = ""
    due: datetime | date | None = None
    correlation: str = ""


@dataclass(frozen=True, slots=True)
class PlayError:
    """Why a play failed: an incident of the engine, an answer its form refuses, a file that does not load."""

    element: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a play; `undelivered` names scripted messages that nobody waited for."""

    state: Literal["completed", "waiting", "failed"]
    trace: tuple[Happened, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    data: Values = field(default_factory=dict)
    errors: tuple[PlayError, ...] = ()
    undelivered: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """Give the outcome as JSON values: ISO dates, whole and exact decimal numbers as numbers."""
        return {
            "state": self.state,
            "trace": [{"element": h.element, "event": h.event, "at": h.at.isoformat()} for h in self.trace],
            "waiting": [
                {
                    "kind": w.kind,
                    "element": w.element,
                    "name": w.name,
                    "due": plain(w.due),
                    "correlation": w.correlation,
                }
                for w in self.waiting
            ],
            "data": plain(self.data),
            "errors": [asdict(error) for error in self.errors],
            "undelivered": list(self.undelivered),
        }


def plain(value: Any) -> Any:
    """Turn process data into JSON values; a decimal that a JSON number cannot hold exactly stays text."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    return value


def _number(value: Decimal) -> int | float | str:
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def _duration(value: timedelta) -> str:
    seconds = value.total_seconds()
    return f"PT{int(seconds)}S" if seconds == int(seconds) else f"PT{seconds}S"
