"""Who publishes decides whether running cases go along; where their way stays the same, they do by default."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.visitor import Page, Visitor
from workflows.clock import city_date
from workflows.errors import Conflict
from workflows.queries.moves import living, runs
from workflows.queries.versions import versions
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.begin_scheduled_moves import begin_scheduled_moves
from workflows.web.pages.studio import submissions

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
    """Do what the dispatcher does; count the cases by the version they then follow."""
    begin_scheduled_moves(city.services, now=city.clock.now())
    while advance_moves(city.services, now=city.clock.now()):
        pass
    with city.connection() as connection:
        return dict(living(connection, PROCESS))


def numbers(city: City) -> list[int]:
    with city.connection() as connection:
        return [each.number for each in versions(connection, PROCESS, city_date(city.clock.now()))]


def count_of_runs(city: City) -> int:
    with city.connection() as connection:
        return len(runs(connection, PROCESS))


def test_a_new_name_moves_running_cases_by_default(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename('name="검토', 'name="심사')
    city.start(PROCESS, by="officer1")
    submission, second = studio.submit("조례의 말로"), visitor("owner2")

    page = second.open(f"/studio/{PROCESS}/submissions/{submission}")
    assert "진행 중인 건도 새 판으로 옮기기(지금 1건)" in page.words
    assert CHOSEN in page.words
    assert (
        "곧 진행 중인 건을 판정해 안전한 건만 2판으로 옮깁니다" in publish(second, submission, move_along="yes").words
    )

    assert versions_followed(city) == {2: 1}
    assert "옮기기 1번" in second.open(f"/studio/{PROCESS}/submissions/{submission}").words


def test_a_new_way_leaves_running_cases_alone_unless_asked(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename("decision ==", "decision !=")
    city.start(PROCESS, by="officer1")
    submission, second = studio.submit("다시 봄"), visitor("owner2")

    page = second.open(f"/studio/{PROCESS}/submissions/{submission}")
    assert "진행이 달라지는 판입니다" in page.words
    assert CHOSEN not in page.words

    publish(second, submission)
    assert versions_followed(city) == {1: 1}


def test_on_a_later_day_of_effect_the_cases_that_run_then_move_by_themselves(
    studio: Studio, city: City, visitor: Sit
) -> None:
    studio.rename('name="검토', 'name="심사')
    second = visitor("owner2")
    told = publish(second, studio.submit("다음 달부터"), move_along="yes", effective_from="2027-02-01")
    assert "0시에 그때 진행 중인 건을 판정해 안전한 건만 2판으로 옮깁니다" in told.words

    city.start(PROCESS, by="officer1")
    city.set_time("2027-01-31T23:59+09:00")
    assert versions_followed(city) == {1: 1}
    city.set_time("2027-02-01T00:00+09:00")
    assert versions_followed(city) == {2: 1}
    assert versions_followed(city) == {2: 1}
    assert count_of_runs(city) == 1


def test_until_it_begins_a_process_owner_cancels_it(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename('name="검토', 'name="심사')
    city.start(PROCESS, by="officer1")
    second = visitor("owner2")
    publish(second, studio.submit("다음 달부터"), move_along="yes", effective_from="2027-02-01")

    def cancel() -> Page:
        csrf = second.csrf(f"/studio/{PROCESS}/moves")
        return second.post(f"/studio/{PROCESS}/versions/2/cancel-move", {"csrf": csrf})

    assert "2판으로 옮기기를 취소했습니다" in cancel().words
    assert "이미 시작되었거나 취소되었습니다" in cancel().words
    city.set_time("2027-02-01T00:00+09:00")
    assert versions_followed(city) == {1: 1}


def test_publishing_goes_through_where_no_case_runs_any_more(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename('name="검토', 'name="심사')
    second = visitor("owner2")

    assert "게시했습니다" in publish(second, studio.submit("조례의 말로"), move_along="yes").words

    assert versions_followed(city) == {}
    assert count_of_runs(city) == 0
    assert "2판으로 옮길 진행 건이 없었습니다" in second.open(f"/studio/{PROCESS}/versions/2").words


def test_what_is_no_day_publishes_nothing(studio: Studio, city: City, visitor: Sit) -> None:
    studio.rename('name="검토', 'name="심사')

    told = publish(visitor("owner2"), studio.submit("고침"), effective_from="2027-02-30", move_along="yes")

    assert "‘2027-02-30’은 날짜가 아닙니다" in told.words
    assert numbers(city) == [1]


def test_no_version_is_published_whose_move_could_not_be_kept(
    studio: Studio, city: City, visitor: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def struck(*_: object) -> None:
        raise Conflict

    monkeypatch.setattr(submissions, "take_along", struck)
    studio.rename('name="검토', 'name="심사')
    publish(visitor("owner2"), studio.submit("고침"), move_along="yes")

    assert numbers(city) == [1]
