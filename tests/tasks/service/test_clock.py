"""The processing time stands still while an application is supplemented (행정절차법 시행령 제11조)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from tasks.law.holidays import OFFICE
from tasks.service import _clock

START = date(2027, 1, 4)


def test_without_a_supplement_the_time_is_counted_in_working_days() -> None:
    assert date(2027, 2, 16) == _clock.due(_clock.started(START, "minwon", 30))


def test_the_day_of_the_request_and_the_day_of_the_answer_do_not_count() -> None:
    stopped = _clock.stopped(_clock.started(START, "minwon", 30), date(2027, 1, 11))
    running = _clock.resumed(stopped, date(2027, 1, 18))
    assert [[date(2027, 1, 11), date(2027, 1, 18)]] == running["pauses"]
    assert date(2027, 2, 24) == _clock.due(running)


def test_a_request_repeated_while_the_clock_stands_still_pauses_from_the_first_one() -> None:
    clock = _clock.stopped(_clock.started(START, "minwon", 30), date(2027, 1, 11))
    again = _clock.stopped(clock, date(2027, 1, 20))
    assert (date(2027, 1, 11), 2) == (again["stopped_on"], again["supplements"])


def test_a_short_time_is_counted_as_well() -> None:
    assert date(2027, 1, 8) == _clock.due(_clock.started(START, "minwon", 5))


def test_a_programme_may_count_by_the_calendar() -> None:
    assert date(2027, 2, 3) == _clock.due(_clock.started(START, "civil", 30))


@given(some.integers(0, 40), some.integers(0, 60), some.sampled_from(["minwon", "civil"]))
def test_a_pause_never_brings_the_day_nearer_and_ends_on_a_working_day(after: int, length: int, mode: str) -> None:
    running = _clock.started(START, mode, 30)
    asked = START + timedelta(days=after)
    paused = _clock.resumed(_clock.stopped(running, asked), asked + timedelta(days=length))
    assert _clock.due(paused) >= _clock.due(running)
    assert OFFICE.is_working_day(_clock.due(paused))
