"""Words inside a finding's parameters that wait for the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass

import messages
from messages import Language


@dataclass(frozen=True, slots=True)
class Words:
    """A key of the catalogue."""

    key: str

    def text(self, language: Language) -> str:
        """Say it."""
        return messages.text(self.key, language)
