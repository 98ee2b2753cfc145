"""Messages find the one case that waits, signals all of them."""

from __future__ import annotations

import pytest

from tests.kit.city import City
from workflows.errors import NobodyWaits, SeveralWait
from workflows.runtime import begin
from workflows.use_cases.deliver_signal import deliver_signal


@pytest.fixture
def waiting(city: City) -> list[int]:
    """Two cases that wait for a paper."""
    cases = [city.start("kit_waits", by="officer1") for _ in range(2)]
    city.advance(hours=1)
    return cases


def test_a_message_goes_to_the_case_it_names(city: City, waiting: list[int]) -> None:
    city.send("paper_arrived", case=waiting[1])

    assert [city.open_tasks(case) for case in waiting] == [[], ["file"]]


def test_a_message_that_two_cases_wait_for_is_not_guessed(city: City, waiting: list[int]) -> None:
    with pytest.raises(SeveralWait, match="2 cases"):
        city.send("paper_arrived")

    assert [city.open_tasks(case) for case in waiting] == [[], []]


def test_a_message_comes_once(city: City, waiting: list[int]) -> None:
    city.send("paper_arrived", case=waiting[0])

    with pytest.raises(NobodyWaits):
        city.send("paper_arrived", case=waiting[0])


def test_a_message_too_early_is_refused(city: City) -> None:
    case = city.start("kit_waits", by="officer1")

    with pytest.raises(NobodyWaits, match="paper_arrived"):
        city.send("paper_arrived", case=case)


def test_a_signal_that_nobody_waits_for_is_no_error(city: City, waiting: list[int]) -> None:
    with begin(city.services) as uow:
        assert deliver_signal(uow, "alarm", now=city.clock.now()) == ()
