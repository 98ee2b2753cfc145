"""What can go wrong with a decision: the file is refused with everything that is wrong, or an evaluation fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import messages
from bpmn.model import Finding
from messages import Language


@dataclass(frozen=True, slots=True)
class DecisionProblem:
    """One fault of a DMN file: its rule (the key of its words), the element's id and line."""

    rule: str
    element: str
    line: int
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = "ko") -> str:
        """Say what is wrong and what to do next."""
        params = {name: spoken(value, language) for name, value in self.params.items()}
        return messages.text(f"decisions.{self.rule}", language, **params)


class DecisionRefused(Exception):  # noqa: N818  # the file is refused; nothing of ours failed
    """The file is not a decision we can carry out; `problems` holds everything that is wrong."""

    def __init__(self, problems: Sequence[DecisionProblem]) -> None:
        super().__init__(*(f"{problem.line}: {problem.element}: {problem.text()}" for problem in problems))
        self.problems = tuple(problems)

    def findings(self, file: str, language: Language = "ko") -> tuple[Finding, ...]:
        """Give the problems as findings of the named file."""
        return tuple(
            Finding(f"decision_{problem.rule}", "error", problem.element, file, problem.line, problem.text(language))
            for problem in self.problems
        )


class DecisionError(Exception):
    """The values lead to no lawful result (two rows match a UNIQUE table, …); becomes an incident of the process."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def text(self, language: Language = "ko") -> str:
        """Say what is wrong, in which decision and rows, and what to do next."""
        params = {name: spoken(value, language) for name, value in self.params.items()}
        return messages.text(f"decisions.{self.code}", language, **params)

    def __str__(self) -> str:
        return self.text()


def spoken(value: object, language: Language) -> object:
    """Let a parameter that knows its own words speak them."""
    text = getattr(value, "text", None)
    return text(language) if callable(text) else value
