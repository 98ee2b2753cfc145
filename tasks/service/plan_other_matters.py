"""Writes item 8 of the basic plan: other matters the mayor finds necessary (조례 제5조제2항제8호)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, body: str | None = None, extra: list[dict[str, Any]] | None = None
) -> Mapping[str, Any]:
    """Each matter that the start decision lists is one of `extra`."""
    text = body or "\n".join(each["title"] for each in extra or [])
    plan_contents.write_section(context.connection, plan_id, "A5P2I8", text, details={"extra": extra or []})
    return {}
