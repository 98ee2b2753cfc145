"""What became of each part of a schema that was brought in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import messages
from messages import Language

Outcome = Literal["taken", "changed", "refused"]


@dataclass(frozen=True, slots=True)
class Note:
    """One part: which component, what became of it, why (`code`: words in the room `forms` below `form_js`)."""

    component: str
    """Label, key or id of the component; empty for the form."""
    type: str
    outcome: Outcome
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = "ko") -> str:
        """Say what became of it, and why."""
        return messages.text(f"forms.form_js.{self.code}", language, **self.params)
