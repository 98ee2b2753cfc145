"""Turns whatever stopped an asynchronous step into words for an operator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workflows.errors import JoryeError


@dataclass(frozen=True, slots=True)
class Fault:
    """A technical fault: its code and what is known about it."""

    code: str
    message: str
    retryable: bool = False
    """Nothing is wrong: another transaction was faster, the next sweep tries again."""


def attempt(step: Callable[[], object]) -> Fault | None:
    """Run one asynchronous step; give the fault that stopped it, None when it went through."""
    try:
        step()
    except JoryeError as error:
        return Fault(error.code, error.text(), error.retryable)
    except Exception as error:  # noqa: BLE001 -- operations may raise anything; the dispatcher must go on and show it
        said = getattr(error, "text", None)
        return Fault(str(getattr(error, "code", type(error).__name__)), said() if callable(said) else repr(error))
    return None
