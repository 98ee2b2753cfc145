"""Publishes the result of a meeting, or records why it is kept back (안양시 각종 위원회 조례 제10조, IMP-35)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.registers import minutes

EXECUTION = "local"
GIVES = ("published_on",)


def run(
    context: ServiceContext,
    *,
    meeting_id: int,
    disclosure: Literal["open", "closed"],
    published_on: date | None = None,
    closed_ground: str | None = None,
) -> Mapping[str, Any]:
    """Give `published_on`, None when it is kept back (정보공개법 제9조)."""
    if disclosure == "open" and published_on is not None:
        minutes.publish(context.connection, meeting_id, published_on)
    else:
        minutes.keep_back(context.connection, meeting_id, closed_ground or "")
    return {"published_on": published_on}
