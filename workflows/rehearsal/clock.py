"""A clock that stands still until a rehearsal puts it ahead."""

from __future__ import annotations

from datetime import UTC, datetime


class StandingClock:
    """Shows one moment; goes on only when told, never back."""

    def __init__(self, moment: datetime) -> None:
        self._now = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Give the moment, aware, in UTC."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Go on to a moment; one that lies behind changes nothing."""
        self._now = max(self._now, moment.astimezone(UTC))
