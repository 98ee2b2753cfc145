"""The only place that reads the time: everything else is handed `now`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Seoul")
"""The zone in which the city's dates and office hours are meant."""


class Clock(Protocol):
    """Gives the present moment as an aware UTC datetime."""

    def now(self) -> datetime:
        """Give the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the machine's time, aware, in UTC."""
        return datetime.now(UTC)


@runtime_checkable
class MovableClock(Clock, Protocol):
    """A clock that can be put ahead, for demonstrations and tests."""

    def advance(self, by: timedelta) -> None:
        """Go on by a span; never back."""
        ...


class DemoClock:
    """The machine's clock put ahead as far as a demonstration has gone, the same for every process on its folder."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        """Give the demonstration's time, aware, in UTC."""
        return datetime.now(UTC) + self._ahead()

    def advance(self, by: timedelta) -> None:
        """Put the clock ahead; the file is replaced whole, so that nobody reads half of it."""
        written = self._file.with_suffix(".new")
        written.write_text(str((self._ahead() + by).total_seconds()), "utf-8")
        written.replace(self._file)

    def _ahead(self) -> timedelta:
        try:
            return timedelta(seconds=float(self._file.read_text("utf-8")))
        except FileNotFoundError:
            return timedelta()


def demo_clock(data_folder: Path) -> DemoClock:
    """Give the clock of a demonstration that keeps its data in this folder; never put ahead, it is the machine's."""
    return DemoClock(data_folder / "demo-clock")


def city_date(moment: datetime) -> date:
    """Give the calendar date in the city at an aware moment."""
    return moment.astimezone(CITY).date()


def due_moment(due: date | datetime) -> datetime:
    """Give the moment after which something due then is late: a date runs to the end of its day in the city."""
    if isinstance(due, datetime):
        return due.astimezone(UTC)
    return datetime.combine(due + timedelta(days=1), time.min, CITY).astimezone(UTC)


def due_date(due: date | datetime) -> date:
    """Give the calendar date in the city on which something is due."""
    return city_date(due) if isinstance(due, datetime) else due
