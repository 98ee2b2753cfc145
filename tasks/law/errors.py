"""The one error of the law's functions."""

from __future__ import annotations

import messages
from messages import Language


class LawError(ValueError):
    """An argument that the law's arithmetic cannot take; `code` names the sentence in `messages/law.*.toml`."""

    def __init__(self, code: str, /, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.text())

    def text(self, language: Language = "ko") -> str:
        """Say what is wrong and what to give instead."""
        return messages.text(f"law.error.{self.code}", language, **self.params)
