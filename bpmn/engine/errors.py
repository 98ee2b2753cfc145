"""What the engine refuses, and the fault that stops one token while the rest of the instance goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import messages
from bpmn.decisions import DecisionError
from bpmn.expressions import ExpressionError
from bpmn.model import Finding
from messages import Language


class EngineError(Exception):
    """The common part: a code with parameters, said in the language of the reader."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def text(self, language: Language = "ko") -> str:
        """Say what is wrong and what to do next."""
        return messages.text(f"engine.{self.code}", language, **self.params)

    def __str__(self) -> str:
        return self.text("en")


class Speaking(Protocol):
    """Something wrong that can be said in any language: a problem of a diagram, a broken rule."""

    def finding(self, language: Language) -> Finding:
        """Say it."""


class Refused(EngineError):  # noqa: N818  # the words of the interface, as all floors use them
    """A definition, or values handed in, cannot be taken; `findings` lists everything that is wrong, not the first."""

    def __init__(self, problems: Sequence[Speaking], language: Language = "ko") -> None:
        super().__init__("refused", count=len(problems))
        self.problems = tuple(problems)
        self.findings: tuple[Finding, ...] = self.findings_in(language)

    def findings_in(self, language: Language) -> tuple[Finding, ...]:
        """Say every finding in one language."""
        return tuple(problem.finding(language) for problem in self.problems)

    def text(self, language: Language = "ko") -> str:
        """List the findings, one per line, each with its place."""
        return "\n".join([super().text(language), *map(_line, self.findings_in(language))])


class NotOpen(EngineError):  # noqa: N818  # see Refused
    """Nothing waits here for what came: the task is finished or never was, nobody waits for the message."""


class StateDamaged(EngineError):  # noqa: N818  # see Refused
    """The stored state is not what this engine wrote: changed, cut, forged, of an unknown format or another process."""


class Fault(EngineError):  # noqa: N818  # see Refused
    """Stops one token: becomes an incident with this code, never an error of the call."""

    def text(self, language: Language = "ko") -> str:
        """Say what went wrong at the element."""
        return messages.text(f"engine.incident.{self.code}", language, **self.params)


FAULTS = (Fault, ExpressionError, DecisionError)
"""What may go wrong at one element; each has a code and says what happened."""


def _line(finding: Finding) -> str:
    place = [f"{finding.file}:{finding.line}"] if finding.file else []
    return ": ".join([*place, *filter(None, [finding.element]), finding.message])
