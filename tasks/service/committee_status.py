"""Tells whether a committee is set up today: the ordinance lets the mayor set one up (조례 제8조, AT-A8-1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import committees

EXECUTION = "local"
GIVES = ("established",)


def run(context: ServiceContext, *, committee: str) -> Mapping[str, Any]:
    """Give `established`."""
    return {"established": committees.is_established(context.connection, committee, as_date(context.now))}
