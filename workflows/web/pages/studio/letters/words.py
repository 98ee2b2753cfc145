"""The words of the pages about letters."""

from __future__ import annotations

from functools import partial
from typing import Any

import messages
from workflows.web.visit import Visit


def letter_words(visit: Visit) -> Any:
    """Give the sentences of the room `letter_editor` in the visitor's language: `w("list.new")`."""
    return partial(_said, visit)


def _said(visit: Visit, key: str, **parameters: object) -> str:
    return messages.text(f"letter_editor.{key}", visit.language, **parameters)
