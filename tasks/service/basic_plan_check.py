"""Names exactly the items that are missing (조례 제5조제2항); item 8 counts when the mayor listed matters."""

from __future__ import annotations

from typing import Any, TypedDict

from tasks.contract import ServiceContext
from tasks.registers import plan_contents
from tasks.service._plan import drafts_of, item_names

EXECUTION = "local"


class Checked(TypedDict):
    """What is missing."""

    plan_complete: bool
    to_write: list[str]
    missing_text: str
    missing_text_en: str
    drafts: dict[str, dict[str, Any]]


def run(context: ServiceContext, *, plan_id: int, extra_items: list[dict[str, Any]] | None = None) -> Checked:
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
