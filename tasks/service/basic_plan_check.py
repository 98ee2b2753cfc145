"""Names exactly the items that are missing (조례 제5조제2항); item 8 counts when the mayor listed matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents
from tasks.service._plan import drafts_of, item_names

EXECUTION = "local"
GIVES = ("plan_complete", "to_write", "missing_text", "missing_text_en", "drafts")


def run(context: ServiceContext, *, plan_id: int, extra_items: list[dict[str, Any]] | None = None) -> Mapping[str, Any]:
    """Give `plan_complete`, and what to write again: `to_write`, `missing_text`, `drafts`."""
    extras = tuple(each["title"] for each in extra_items or [])
    missing = plan_contents.missing_items(context.connection, plan_id, extras)
    return {
        "plan_complete": not missing,
        "to_write": list(missing),
        "missing_text": item_names(missing, "ko"),
        "missing_text_en": item_names(missing, "en"),
        "drafts": drafts_of(context.connection, plan_id, missing),
    }
