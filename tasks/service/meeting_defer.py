"""Defers an item (보류): too few members may vote on it today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import agenda_items
from tasks.service._meeting import outcome_of

EXECUTION = "local"
GIVES = (
    "item_id",
    "title",
    "kind",
    "outcome",
    "advice",
    "for",
    "against",
    "abstain",
    "present",
    "recused",
    "needed",
    "comments",
)


def run(context: ServiceContext, *, item_id: int) -> Mapping[str, Any]:
    """Give the outcome `deferred`."""
    advice = "deferred" if agenda_items.get(context.connection, item_id).kind == "advice" else None
    agenda_items.settle(context.connection, item_id, "deferred", advice=advice)
    return outcome_of(agenda_items.get(context.connection, item_id), None, [])
