"""Many examples take longer than anybody waits for a page: it shows what it knows and goes on, losing nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bpmn.examples import Example, Finish, Outcome, Start, Story
from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.visitor import Page, Visitor
from workflows.rehearsal.city import OPENING
from workflows.use_cases.save_process_file import save_process_file

Sit = Callable[[str], Visitor]
HOME = f"/studio/{PROCESS}"
LATER = "모범 사례 1개를 아직 돌려 보는 중입니다."
CHOSEN = {"accepted": ["written", "of_a_finding"], "effective_from": "2027-03-02", "move_along": "yes"}


@pytest.fixture
def studio(city: City) -> Studio:
    """Give a draft with one example, which expects what does not come."""
    city.publish(PROCESS)
    studio = Studio(city)
    studio.open()
    story = Story(OPENING, Start("officer1"), (Finish("write", "officer1", {"subject": "도입"}),))
    document = Example("쓰면 끝", "Written", story, Outcome("completed")).document()
    who = {"actor": city.person("owner1"), "now": city.clock.now()}
    with city.unit_of_work() as uow:
        save_process_file(uow, PROCESS, "examples/written.json", document, if_match="", **who)
    return studio


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Leave no time to replay anything, until undone."""
    monkeypatch.setattr("workflows.web.pages.studio.review.A_WHILE", 0.0)
    return monkeypatch


def hidden(page: Page) -> list[str]:
    assert page.document is not None
    return [str(each) for each in page.document.xpath("//input[@type='hidden'][@name='accepted']/@value")]


def test_the_author_sees_at_once_what_is_handed_over_and_the_page_goes_on(
    studio: Studio, slow: pytest.MonkeyPatch, visitor: Sit
) -> None:
    author = visitor("owner1")
    page = author.open(f"{HOME}/submission")
    assert LATER in page.words
    assert f'hx-get="{HOME}/submission"' in page.words
    assert f"{HOME}/submission" in page.links()

    slow.undo()
    page = author.open(f"{HOME}/submission")
    assert LATER not in page.words
    assert "달라짐" in page.texts(".chip-danger")


def test_publishing_too_early_says_so_and_keeps_what_was_chosen(
    studio: Studio, slow: pytest.MonkeyPatch, visitor: Sit
) -> None:
    address, second = f"{HOME}/submissions/{studio.submit('모범 사례를 남김')}", visitor("owner2")
    csrf = second.csrf(address)

    early = second.post(f"{address}/publish", {"csrf": csrf, **CHOSEN})
    assert early.status == 422
    assert early.texts(".notice-danger")[0].startswith("아직 게시하지 않았습니다. 모범 사례 1개를 더")
    assert LATER in early.words
    assert hidden(early) == CHOSEN["accepted"]
    assert early.document is not None
    assert early.document.xpath("//input[@name='next']/@value") == [address]  # where changing the language leads

    slow.undo()
    ready = second.post(address, early.fields("publish-form") | CHOSEN)
    assert (ready.status, hidden(ready)) == (200, [])
    kept = ready.fields("publish-form")
    assert {name: kept.get(name) for name in CHOSEN} == {**CHOSEN, "accepted": "written"}
    assert "게시했습니다." in second.post(f"{address}/publish", kept).words


def test_a_published_submission_tells_what_was_decided_and_replays_nothing_more(
    studio: Studio, slow: pytest.MonkeyPatch, visitor: Sit
) -> None:
    submission = studio.submit("모범 사례를 남김")
    studio.publish_accepting(submission, {"written"}, effective_from=date(2027, 3, 2))

    page = visitor("owner2").open(f"{HOME}/submissions/{submission}")
    assert "2027. 3. 2." in page.words
    assert "게시하는 즉시" not in page.words
    assert "쓰면 끝 (달라짐)" in page.texts("li")
    assert "돌려 보는 중" not in page.words
