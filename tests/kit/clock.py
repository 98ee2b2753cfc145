"""A clock that tests move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

OPENING = datetime.fromisoformat("2027-01-04T09:00+09:00")
"""When every story begins: the first working Monday of 2027."""


class SimulatedClock:
    """Stands still until told."""

    def __init__(self, moment: datetime = OPENING) -> None:
        self._now = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Give the simulated moment."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Go to a moment, never back."""
        assert moment >= self._now, f"the clock stands at {self._now}, {moment} is before that"
        self._now = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Go on."""
        self.set(self._now + by)
