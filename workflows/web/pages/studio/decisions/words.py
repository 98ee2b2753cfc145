"""The words of the pages about decision tables."""

from __future__ import annotations

from functools import partial
from typing import Any

import messages
from workflows.web.visit import Visit


def table_words(visit: Visit) -> Any:
    """Give the sentences of the room `decision_editor` in the visitor's language: `w("list.new")`."""
    return partial(_said, visit)


def _said(visit: Visit, key: str, **parameters: object) -> str:
    return messages.text(f"decision_editor.{key}", visit.language, **parameters)
