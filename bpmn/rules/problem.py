"""A broken rule, kept without words until somebody asks for it in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import messages
from bpmn.diagram.problem import spoken
from bpmn.diagram.reader import line_of
from bpmn.engine.errors import Speaking
from bpmn.model import Finding, Severity
from bpmn.rules.contract import Found
from bpmn.rules.registry import Rule
from bpmn.rules.subject import Subject
from messages import Language


class Spoken(Speaking, Protocol):
    """Something wrong, and how grave it is."""

    @property
    def severity(self) -> Severity:
        """How grave it is."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule is broken."""

    rule: Rule
    found: Found
    subject: Subject

    @property
    def severity(self) -> Severity:
        """How grave it is, by the table."""
        return self.rule.severity

    @property
    def key(self) -> str:
        """Tell this finding from the others of a bundle that need acceptance."""
        clause = self.found.params.get("clause", "")
        return ":".join((self.rule.id, self.subject.prefix + self.found.element, getattr(clause, "id", "")))

    def reason(self, language: Language) -> str:
        """Say in one language what is wrong, without what to do about it."""
        return self._said("reason", language)

    def finding(self, language: Language) -> Finding:
        """Say the reason and the remedy in one language."""
        found, subject = self.found, self.subject
        node = subject.elements.get(found.element)
        reason, remedy = self.reason(language), self._said("remedy", language)
        line = found.line or (0 if found.file or node is None else line_of(node))
        file = subject.prefix + (found.file or subject.bundle.main)
        message = f"{reason} {remedy}".strip()
        return Finding(self.rule.id, self.severity, found.element, file, line, message, remedy, found.path, found.fix)

    def _said(self, part: Literal["reason", "remedy"], language: Language) -> str:
        """Fill a sentence of the rule, which may use the element's `name`."""
        element = self.found.element
        params = {"element": element, "name": self.subject.name_of(element), **self.found.params}
        said = {name: spoken(value, language) for name, value in params.items()}
        return messages.text(f"rules.{self.rule.id}.{part}", language, **said)
