"""One fault of a file, kept without words until somebody asks for it in a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import messages
from bpmn.model import Finding, Severity
from messages import Language


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (`rule`, the key of its words in the room `engine`), where, and what the words need to know."""

    rule: str
    element: str
    file: str
    line: int
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    def finding(self, language: Language) -> Finding:
        """Say it in one language."""
        params = {name: spoken(value, language) for name, value in self.params.items()}
        message = messages.text(f"engine.finding.{self.rule}", language, **{"element": self.element, **params})
        return Finding(self.rule, self.severity, self.element, self.file, self.line, message)


def spoken(value: object, language: Language) -> object:
    """Let a fault that knows its own words (of the expression language, of a decision) speak them."""
    text = getattr(value, "text", None)
    return text(language) if callable(text) else value
