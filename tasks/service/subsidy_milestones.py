"""Lists what of the case must stand in 보탬e before it may be closed (지방보조금법 제28조)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from messages import Language, text
from tasks.contract import ServiceContext
from tasks.registers import milestones

EXECUTION = "local"
GIVES = ("botame_milestones",)


def run(context: ServiceContext) -> Mapping[str, Any]:
    """Give `botame_milestones`: code and title of each, in the order reached."""
    codes = milestones.unsynced(context.connection, context.instance_id)
    named = [{"code": code, "title": _title(code, "ko"), "title_en": _title(code, "en")} for code in codes]
    return {"botame_milestones": named}


def _title(code: str, language: Language) -> str:
    kind, _, number = code.rpartition("_")
    if kind in ("payment", "check"):
        return text(f"service.botame.{kind}", language, number=number)
    return text(f"service.botame.{code}", language)
