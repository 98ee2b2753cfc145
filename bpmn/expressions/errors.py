"""What can go wrong with an expression: refused when it is compiled, or failed when it is evaluated."""

from __future__ import annotations

from typing import Self

import messages

SHOWN_CHARACTERS = 80


class Kind(str):
    """A kind of value (`int`, `str`, …) that is named in the reader's language when a message shows it."""

    __slots__ = ()

    def __new__(cls, value: object) -> Self:
        return super().__new__(cls, type(value).__name__)

    def text(self, language: messages.Language) -> str:
        """Name the kind ("글자", "text"); a type that processes do not know keeps its Python name."""
        key = f"kind.{self}"
        return messages.text(f"expressions.{key}", language) if key in messages.catalogue("expressions", "ko") else self


class ExpressionFault(ValueError):  # noqa: N818  # a fault of the text or of the values, not of ours
    """The common part of both faults: a code with parameters, the source and the place in it (1-based, 0 unknown)."""

    def __init__(self, code: str, line: int = 0, column: int = 0, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.line = line
        self.column = column
        self.source = ""

    def at(self, place: tuple[int, int]) -> Self:
        """Note where it happened, unless a more exact place is known already."""
        if not self.line:
            self.line, self.column = place
        return self

    def within(self, source: str) -> Self:
        """Note which expression it happened in, unless it is known already."""
        self.source = self.source or source
        return self

    def text(self, language: messages.Language = "ko") -> str:
        """Say what is wrong, where, and what to do next."""
        params = {name: _shown(value, language) for name, value in self.params.items()}
        what = messages.text(f"expressions.{self.code}", language, **params)
        if not self.line:
            return what
        source = " ".join(self.source.split())
        shown = source if len(source) <= SHOWN_CHARACTERS else source[: SHOWN_CHARACTERS - 1] + "…"
        return messages.text("expressions.place", language, line=self.line, column=self.column, source=shown, what=what)

    def __str__(self) -> str:
        return self.text()


class ExpressionRefused(ExpressionFault):
    """The text is not in the language: raised while compiling, with line, column and what to write instead."""


class ExpressionError(ExpressionFault):
    """The values do not fit the expression: raised while evaluating; becomes an incident of the process."""


def _shown(value: object, language: messages.Language) -> object:
    text = getattr(value, "text", None)
    return text(language) if callable(text) else value
