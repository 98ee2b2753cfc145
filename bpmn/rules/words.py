"""Words inside a finding's parameters that wait for the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass

import messages
from bpmn.diagram.names import Name
from messages import Language


@dataclass(frozen=True, slots=True)
class Words:
    """A key of the catalogue."""

    key: str

    def text(self, language: Language) -> str:
        """Say it."""
        return messages.text(self.key, language)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A name in quotation marks, where other words may stand without."""

    name: Name

    def text(self, language: Language) -> str:
        """Say it."""
        return f"'{self.name.text(language)}'"


@dataclass(frozen=True, slots=True)
class Way:
    """Elements passed one after the other."""

    names: tuple[Name, ...]

    def text(self, language: Language) -> str:
        """Say it: `접수 → 검토 → 결정`."""
        return " → ".join(name.text(language) for name in self.names)
