"""Closes the vote on an item and counts it; an advisory body's result is the content of its advice (조례 제8조)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import agenda_items, votes
from tasks.registers.tallies import Tally
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


def run(context: ServiceContext, *, item_id: int, remarks: list[dict[str, Any]]) -> Mapping[str, Any]:
    """Give the outcome: carried with more than half of those present, else rejected (조례 제10조제2항).

    Deferred when too few were left at the close for a valid vote.
    """
    counted = votes.close_round(context.connection, item_id, context.now)
    comments = [each for each in remarks if each["comment"]]
    advice = None
    if agenda_items.get(context.connection, item_id).kind == "advice":
        advice = _advice(counted, comments)
    said = "\n".join(f"{each['member']}: {each['comment']}" for each in comments)
    agenda_items.settle(context.connection, item_id, _outcome(counted), advice=advice, comments=said)
    return outcome_of(agenda_items.get(context.connection, item_id), counted, comments)


def _outcome(counted: Tally) -> str:
    if not counted.outcome.opened:
        return "deferred"
    return "carried" if counted.carried else "rejected"


def _advice(counted: Tally, comments: list[dict[str, Any]]) -> str:
    if not counted.outcome.opened:
        return "deferred"
    if not counted.carried:
        return "disagree"
    return "agree_with_comments" if comments else "agree"
