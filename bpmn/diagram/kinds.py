"""What people call a BPMN element: the names of the studio, never the tags of the file."""

from __future__ import annotations

from dataclasses import dataclass

import messages
from messages import Language


@dataclass(frozen=True, slots=True)
class KindName:
    """A tag of BPMN (`parallelGateway`) that waits for the language of the reader."""

    kind: str

    def text(self, language: Language) -> str:
        """Say it; a tag that nobody knows is said as it is written."""
        return messages.catalogue("kinds", language).get(self.kind, self.kind)
