"""The refusals of the registers: a code, what it is about, and a sentence that says what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from messages import Language, text
from tasks.law.reasons import say


class GuardError(Exception):
    """A register refuses what was asked; nothing was written by the call that raised it.

    The words people read are `registers.<code>`; `params` fill them.
    """

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, object] = params

    def text(self, language: Language = "ko") -> str:
        """Give the sentence to show, in the language asked for."""
        words = {name: say(value, language) for name, value in self.params.items()}
        return text(f"registers.{self.code}", language, **words)


@dataclass(frozen=True, slots=True)
class Words:
    """A parameter that is itself a word of the catalogue, said in the reader's language."""

    key: str

    def text(self, language: Language = "ko") -> str:
        """Give the word."""
        return text(f"registers.{self.key}", language)


def require(holds: object, code: str, /, **params: object) -> None:
    """Raise the refusal `code` unless what must hold does."""
    if not holds:
        raise GuardError(code, **params)


def explain(error: IntegrityError) -> GuardError | None:
    """Give the refusal that a trigger of ours raised, so that a caught race reads like any other; None for others."""
    found = re.search(r"jorye:(\w+)", str(error.orig))
    return GuardError(f"database.{found[1]}") if found else None
