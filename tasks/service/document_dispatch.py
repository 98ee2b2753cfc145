"""Sends an approved document (시행): through the portal or inside the house it arrives at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import documents

EXECUTION = "local"
GIVES = ("dispatch_id",)
AT_ONCE = ("portal", "internal")


def run(context: ServiceContext, *, document_id: int, recipient: str, channel: str) -> Mapping[str, Any]:
    """Give `dispatch_id`; an electronic document takes effect when it is in the recipient's system (제6조제2항)."""
    dispatch_id = documents.send(context.connection, document_id, recipient, channel, context.now)
    if channel in AT_ONCE:
        documents.arrive(context.connection, dispatch_id, context.now)
    return {"dispatch_id": dispatch_id}
