"""Takes in a supplement: the processing time goes on from the next day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.service import _clock

EXECUTION = "local"
GIVES = ("clock", "decision_due")


def run(context: ServiceContext, *, clock: dict[str, Any]) -> Mapping[str, Any]:
    """Give the running `clock` and the new `decision_due` (행정절차법 시행령 제11조)."""
    running = _clock.resumed(clock, as_date(context.now))
    return {"clock": running, "decision_due": _clock.due(running)}
