"""When a failed run is tried again: after 10 seconds, 1 minute, 10 minutes, then an operator must look."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))
JITTER = 0.2
"""Up to a fifth longer, so that what failed together is not tried together."""


def next_try(failures: int, now: datetime) -> datetime | None:
    """Give when to try again after so many failures (1 = the first), or None when trying is over."""
    if failures > len(PAUSES):
        return None
    return now + PAUSES[failures - 1] * (1 + random.random() * JITTER)
