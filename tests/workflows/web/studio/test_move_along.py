"""Who publishes decides whether running cases go along; where their way stays the same, they do by default."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.visitor import Page, Visitor
from workflows.queries.moves import living, runs
from workflows.use_cases.advance_moves import advance_moves

Sit = Callable[[str], Visitor]
CHOSEN = 'value="yes" checked'


@pytest.fixture
def studio(city: City) -> Studio:
    """Give a published process with a draft."""
    city.publish(PROCESS)
    found = Studio(city)
    found.open()
    return found


def publish(second: Visitor, submission: int, **typed: str) -> Page:
    page = f"/studio/{PROCESS}/submissions/{submission}"
    return second.post(f"{page}/publish", {"csrf": second.csrf(page), **typed})


def versions_followed(city: City) -> dict[int, int]:
    while advance_moves(city.services, now=city.clock.now()):
        pass
    with city.connection() as connection:
        return dict(living(connection, PROCESS))


def test_a_new_name_moves_running_cases_by_default(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename('name="검토', 'name="심사')
    city.start(PROCESS, by="officer1")
    submission, second = studio.submit("조례의 말로"), visitor("owner2")

    page = second.open(f"/studio/{PROCESS}/submissions/{submission}")
    assert "진행 중인 1건도 새 판으로 옮기기" in page.words
    assert CHOSEN in page.words
    assert "/moves/" in publish(second, submission, move_along="yes").address

    assert versions_followed(city) == {2: 1}


def test_a_new_way_leaves_running_cases_alone_unless_asked(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename("decision ==", "decision !=")
    city.start(PROCESS, by="officer1")
    submission, second = studio.submit("다시 봄"), visitor("owner2")

    page = second.open(f"/studio/{PROCESS}/submissions/{submission}")

    assert "진행이 달라지는 판입니다" in page.words
    assert CHOSEN not in page.words


def test_a_later_day_moves_nothing(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename('name="검토', 'name="심사')
    city.start(PROCESS, by="officer1")
    publish(visitor("owner2"), studio.submit("다음 달부터"), move_along="yes", effective_from="2027-02-01")

    assert versions_followed(city) == {1: 1}
    with city.connection() as connection:
        assert runs(connection, PROCESS) == ()


def test_publishing_goes_through_where_no_case_runs_any_more(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename('name="검토', 'name="심사')

    assert "게시했습니다" in publish(visitor("owner2"), studio.submit("조례의 말로"), move_along="yes").words

    with city.connection() as connection:
        assert runs(connection, PROCESS) == ()
