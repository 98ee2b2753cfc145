"""Turns whatever stopped an asynchronous step into words for an operator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from messages import Language
from workflows.errors import JoryeError


@dataclass(frozen=True, slots=True)
class Fault:
    """A technical fault: its code and what is known about it."""

    code: str
    message: str
    message_en: str
    retryable: bool = False
    """Nothing is wrong: another transaction was faster, the next sweep tries again."""

    @property
    def said(self) -> Mapping[Language, str]:
        """What is known, for every reader."""
        return {"ko": self.message, "en": self.message_en}


def attempt(step: Callable[[], object]) -> Fault | None:
    """Run one asynchronous step; give the fault that stopped it, None when it went through."""
    try:
        step()
    except JoryeError as error:
        return Fault(error.code, error.text("ko"), error.text("en"), error.retryable)
    except Exception as error:  # noqa: BLE001 -- operations may raise anything; the dispatcher must go on and show it
        text = getattr(error, "text", None)
        ko, en = (text("ko"), text("en")) if callable(text) else (repr(error), repr(error))
        return Fault(str(getattr(error, "code", type(error).__name__)), ko, en)
    return None
