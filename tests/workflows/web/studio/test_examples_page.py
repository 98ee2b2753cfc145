"""An owner keeps a dry run as an example, sees whether it still comes out the same, and accepts what changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bpmn.examples import Example
from tests.kit.city import City
from tests.kit.visitor import Page, Visitor
from tests.workflows.web.studio.test_try_page import DryRun
from workflows.queries.process_draft import draft_file, process_draft

HOME = "/studio/hall_permit"
TITLES = {"title": "신청하면 담당자가 검토", "title_en": "Applied, then examined"}
FILE = "examples/applied_then_examined.json"


@pytest.fixture
def kept(visitor: Callable[[str], Visitor]) -> DryRun:
    dry_run = DryRun(visitor("owner1"))
    assert dry_run.does(dry_run.applied(), "/record", **TITLES).status == 200
    return dry_run


def example(city: City) -> Example:
    with city.connection() as connection:
        return Example.read(draft_file(connection, "hall_permit", FILE)[0])


def renamed(dry_run: DryRun, old: str, new: str) -> None:
    """Change the diagram of the draft."""
    client = dry_run.visitor.client
    drawn = client.get(f"{HOME}/files/process.bpmn")
    headers = {"x-csrf-token": dry_run.csrf, "if-match": drawn.headers["etag"], "origin": "http://testserver"}
    changed = drawn.text.replace(old, new)
    assert changed != drawn.text
    assert client.put(f"{HOME}/files/process.bpmn", content=changed.encode(), headers=headers).status_code < 300


def does(dry_run: DryRun, verb: str, **typed: str) -> Page:
    return dry_run.visitor.post(f"{HOME}/examples/applied_then_examined", {"csrf": dry_run.csrf, "do": verb, **typed})


def test_a_dry_run_is_kept_with_what_came_of_it(kept: DryRun, city: City) -> None:
    recorded = example(city)

    assert (recorded.title, recorded.expected.state, recorded.expected.open) == (
        TITLES["title"],
        "running",
        ("examine",),
    )
    page = kept.visitor.open(f"{HOME}/examples")
    assert page.texts(".chip-success") == ["같음"]
    assert [each.split()[0] for each in page.texts("label") if "%" in each] == ["요소", "흐름", "조문"]
    assert "허가 결정" in page.texts("details li")
    assert "신청 내용 검토" not in page.texts("details li")


def test_a_dry_run_without_a_title_is_not_kept(visitor: Callable[[str], Visitor]) -> None:
    dry_run = DryRun(visitor("owner1"))

    page = dry_run.does(dry_run.applied(), "/record", title="")
    assert (page.status, page.texts(".notice-danger")) == (422, ["모범 사례의 제목을 적으십시오."])


def test_an_example_that_comes_out_otherwise_is_told_and_its_new_outcome_accepted(kept: DryRun) -> None:
    renamed(kept, 'id="examine"', 'id="look_at"')
    renamed(kept, '"examine"', '"look_at"')
    page = kept.visitor.open(f"{HOME}/examples")
    assert page.texts(".chip-danger") == ["달라짐"], page.words
    assert any("look_at" in each or "신청 내용 검토" in each for each in page.texts("section.card li"))

    assert does(kept, "accept").texts(".chip-success") == ["같음"]


def test_a_vanished_step_stops_an_example_which_only_the_publisher_lets_pass(
    kept: DryRun, visitor: Callable[[str], Visitor]
) -> None:
    story = {"story": kept.applied().fields("story-form")["story"]}
    form = kept.visitor.post(f"{HOME}/try/task", {"csrf": kept.csrf, **story, "task": "0", "who-task-0": "officer1"})
    examined = form.press("finish", {"complete": "yes", "opinion": "적정합니다"})
    kept.does(examined, "/record", title="검토까지", title_en="Examined")
    renamed(kept, 'id="examine"', 'id="look_at"')
    renamed(kept, '"examine"', '"look_at"')

    page = kept.visitor.open(f"{HOME}/examples")
    assert sorted(page.texts(".chip-danger")) == ["끝까지 못 함", "달라짐"]
    refused = kept.visitor.post(f"{HOME}/examples/examined", {"csrf": kept.csrf, "do": "accept"})
    assert (refused.status, refused.texts(".notice-danger")[0][:15]) == (422, "모범 사례를 끝까지 진행할 수 없어"[:15])

    page = kept.visitor.post(f"{HOME}/submission", {"csrf": kept.csrf, "note": "단계를 바꿈"})
    second = visitor("owner2")
    sent = {"csrf": second.csrf("/studio"), "accepted": "applied_then_examined"}
    assert second.post(f"{page.address}/publish", sent).status == 409
    both = {"csrf": sent["csrf"], "accepted": ["applied_then_examined", "examined"]}
    assert second.post(f"{page.address}/publish", both).status == 200


def test_many_examples_are_replayed_a_few_at_a_visit(kept: DryRun, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.does(kept.applied(purpose="다른 행사"), "/record", title="둘째", title_en="Second")
    monkeypatch.setattr("workflows.web.pages.studio.examples.A_WHILE", 0.0)
    waiting = kept.visitor.open(f"{HOME}/examples")
    assert waiting.texts(".chip-quiet").count("차례를 기다림") == 2
    assert "2개를 아직 돌려 보는 중" in waiting.texts(".notice-info")[0]

    monkeypatch.undo()
    assert kept.visitor.open(f"{HOME}/examples").texts(".chip-success") == ["같음", "같음"]


def test_an_example_is_renamed_and_deleted(kept: DryRun, city: City) -> None:
    does(kept, "rename", title="검토 대기", title_en="Waits")
    assert (example(city).title, example(city).title_en) == ("검토 대기", "Waits")

    does(kept, "delete")
    with city.connection() as connection:
        assert process_draft(connection, "hall_permit").ids("examples") == ()


def test_an_example_is_opened_again_in_a_dry_run(kept: DryRun) -> None:
    page = kept.visitor.open(f"{HOME}/examples")
    assert page.document is not None
    story = page.document.xpath("//input[@name='story']/@value")[0]

    opened = kept.visitor.post(f"{HOME}/try", {"csrf": kept.csrf, "story": story})
    assert opened.texts(".task-main h3") == ["신청 내용 검토"]


def test_whoever_publishes_accepts_each_example_that_changed(kept: DryRun, visitor: Callable[[str], Visitor]) -> None:
    submission = f"{HOME}/submission"
    page = kept.visitor.post(submission, {"csrf": kept.csrf, "note": "모범 사례를 남김"})
    second = visitor("owner2")
    csrf = second.csrf("/studio")
    assert second.post(f"{page.address}/publish", {"csrf": csrf}).status == 200
    kept.visitor.post(f"{HOME}/draft", {"csrf": kept.csrf})
    renamed(kept, '"examine"', '"look_at"')
    page = kept.visitor.post(submission, {"csrf": kept.csrf, "note": "단계를 바꿈"})
    assert "달라짐" in page.texts(".chip-danger")

    refused = second.post(f"{page.address}/publish", {"csrf": csrf})
    assert (refused.status, refused.texts(".notice-danger")[0][:9]) == (409, "결과가 달라진 모범"[:9])
    accepted = second.post(f"{page.address}/publish", {"csrf": csrf, "accepted": "applied_then_examined"})
    assert accepted.status == 200
    assert any("받아들였습니다" in each for each in kept.visitor.open(HOME).texts("li"))
