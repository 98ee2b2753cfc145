"""Lists what of the case must stand in 보탬e before it may be closed (지방보조금법 제28조)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from messages import text
from tasks.contract import ServiceContext
from tasks.registers import milestones

EXECUTION = "local"
GIVES = ("botame_milestones",)


def run(context: ServiceContext) -> Mapping[str, Any]:
    """Give `botame_milestones`: code and Korean title of each, in the order reached."""
    codes = milestones.unsynced(context.connection, context.instance_id)
    return {"botame_milestones": [{"code": code, "title": _title(code)} for code in codes]}


def _title(code: str) -> str:
    kind, _, number = code.rpartition("_")
    if kind in ("payment", "check"):
        return text(f"service.botame.{kind}", number=number)
    return text(f"service.botame.{code}")
