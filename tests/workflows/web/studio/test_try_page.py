"""A process owner tries the draft out with pretend people: the real forms, the real refusals, nothing kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.visitor import Page, Visitor
from tests.workflows.web.conftest import APPLICATION
from workflows.records.instance import instance
from workflows.records.upload import upload

TRY = "/studio/hall_permit/try"
EXAMINED = {"complete": "yes", "opinion": "적정합니다"}


class DryRun:
    """What the owner does on the page of a dry run."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.csrf = visitor.csrf("/studio")
        visitor.post("/studio/hall_permit/draft", {"csrf": self.csrf})

    def begins(self, **typed: str) -> Page:
        sent = {"csrf": self.csrf, "event": "apply", "who-apply": "applicant1", "day": "2027-01-04", **typed}
        return self.visitor.post(f"{TRY}/start", sent)

    def applied(self, **changes: str) -> Page:
        return self.begins().press("finish", {**APPLICATION, **changes})

    def does(self, page: Page, where: str = "", **sent: str) -> Page:
        story = {"csrf": self.csrf, "story": page.fields("story-form")["story"]}
        return self.visitor.post(f"{TRY}{where}", {**story, **sent})


@pytest.fixture
def dry_run(visitor: Callable[[str], Visitor]) -> DryRun:
    return DryRun(visitor("owner1"))


@ON_ONE_STORE
def test_the_pretend_clock_stands_on_the_chosen_day_from_the_first_form_on(dry_run: DryRun) -> None:
    page = dry_run.begins(day="2027-03-02")
    assert "2027. 3. 2.(화) 09:00" in page.texts(".notice")[0]
    after = page.press("finish", APPLICATION)
    assert any("2027. 3. 2.(화)" in each for each in after.texts("main"))


def tasks(page: Page) -> list[str]:
    return page.texts(".task-main h3")


def options(page: Page, name: str) -> list[str]:
    assert page.document is not None
    return [str(each) for each in page.document.xpath(f"//select[@name='{name}']/option/@value")]


@ON_ONE_STORE
def test_only_those_who_may_start_the_process_are_offered_to_begin(dry_run: DryRun) -> None:
    page = dry_run.visitor.open(TRY)

    offered = options(page, "who-apply")
    assert "applicant1" in offered
    assert "officer1" not in offered


@ON_ONE_STORE
def test_the_start_form_is_the_real_one_and_refuses_as_it_does(dry_run: DryRun) -> None:
    page = dry_run.applied(purpose="")

    assert page.status == 422
    assert page.texts(".error-summary a") != []
    assert page.press("finish", APPLICATION).status == 200


@ON_ONE_STORE
def test_the_case_stands_where_the_real_one_would_and_names_who_may_go_on(dry_run: DryRun) -> None:
    page = dry_run.applied()

    assert tasks(page) == ["신청 내용 검토"]
    assert "officer1" in options(page, "who-task-0")
    assert "applicant1" not in options(page, "who-task-0")


@ON_ONE_STORE
def test_a_task_is_finished_with_its_real_form_and_taken_back_again(dry_run: DryRun) -> None:
    page = dry_run.applied()
    form = dry_run.does(page, "/task", **{"task": "0", "who-task-0": "officer1"})
    assert "시험 실행" in form.texts(".notice")[0]

    on = form.press("finish", EXAMINED)
    assert on.status == 200, on.words
    assert tasks(on) != tasks(page)
    back = dry_run.does(on, do="upto:0")
    assert tasks(back) == tasks(page)


@pytest.mark.parametrize(
    ("where", "sent"), [("/task", {"task": "7"}), ("/message", {"message": "7", "who": "officer1"})]
)
@ON_ONE_STORE
def test_a_step_that_is_not_open_says_where_the_rehearsal_goes_on(
    dry_run: DryRun, where: str, sent: dict[str, str]
) -> None:
    page = dry_run.does(dry_run.applied(), where, **sent)

    (told,) = page.texts(".notice-danger")
    assert "지금 열려 있지 않습니다" in told
    assert "‘여기까지 되돌리기’" in told
    assert "이력" not in told


@ON_ONE_STORE
def test_a_step_is_told_otherwise_with_what_was_answered_before(dry_run: DryRun) -> None:
    page = dry_run.applied()
    again = dry_run.does(page, "/start", again="start")

    assert again.fields()["purpose"] == APPLICATION["purpose"]
    assert again.press("finish", {"purpose": "다른 행사"}).status == 200


@ON_ONE_STORE
def test_time_passes_and_what_is_due_happens(dry_run: DryRun) -> None:
    page = dry_run.applied()

    later = dry_run.does(page, do="wait", days="400")
    assert later.status == 200
    assert tasks(later) != tasks(page) or "2028" in later.texts("h2")[0]


@ON_ONE_STORE
def test_a_message_that_is_awaited_is_sent_with_values(dry_run: DryRun) -> None:
    page = dry_run.applied()
    who = options(page, "who-message-0")
    assert "applicant1" in who

    sent = {"message": "0", "who-message-0": "applicant1", "payload-0": "reason = 행사 취소\ncount = 3"}
    ended = dry_run.does(page, "/message", **sent)
    assert ended.status == 200, ended.words
    assert tasks(ended) == []


def test_an_attached_file_stays_in_the_dry_run(dry_run: DryRun, city: City) -> None:
    form = dry_run.begins()
    refreshed = form.press("refresh", APPLICATION, files={"plan": ("계획서.txt", b"plan")})
    assert "계획서.txt" in refreshed.words

    page = refreshed.press("finish")
    assert page.status == 200, page.texts(".error-summary a")
    assert "pretend:계획서.txt" in page.fields("story-form")["story"]
    with city.connection() as connection:
        assert connection.scalar(select(func.count()).select_from(upload)) == 0


@ON_ONE_STORE
def test_only_money_of_the_case_stands_in_groups_of_three(dry_run: DryRun) -> None:
    sent = {"message": "0", "who-message-0": "applicant1", "payload-0": "year = 2027"}
    page = dry_run.does(dry_run.applied(), "/message", **sent)
    assert page.document is not None
    values = {
        str(node.xpath("string()")): str(node.xpath("string(following-sibling::dd[1])"))
        for node in page.document.xpath("//section[@aria-labelledby='values-title']//dt")
    }
    assert (values["total"], values["year"]) == ("1,200,000", "2027")


def test_nothing_of_a_dry_run_is_kept(dry_run: DryRun, city: City) -> None:
    dry_run.applied()

    with city.connection() as connection:
        assert connection.scalar(select(func.count()).select_from(instance)) == 0


@ON_ONE_STORE
def test_a_draft_that_does_not_load_shows_what_is_wrong_instead(dry_run: DryRun) -> None:
    client: Any = dry_run.visitor.client
    drawn = client.get("/studio/hall_permit/files/process.bpmn")
    headers = {"x-csrf-token": dry_run.csrf, "if-match": drawn.headers["etag"], "origin": "http://testserver"}
    broken = drawn.text.replace('jorye:form="examination"', 'jorye:form="nowhere"')
    saved = client.put("/studio/hall_permit/files/process.bpmn", content=broken.encode(), headers=headers)
    assert saved.status_code < 300

    page = dry_run.visitor.open(TRY)
    assert page.status == 200
    assert "nowhere" in page.words


@ON_ONE_STORE
def test_a_story_that_somebody_made_up_is_refused(dry_run: DryRun) -> None:
    assert dry_run.visitor.post(TRY, {"csrf": dry_run.csrf, "story": "[]"}).status == 422
    assert dry_run.visitor.post(TRY, {"csrf": dry_run.csrf, "story": "{" * 310_000}).status == 422


@ON_ONE_STORE
def test_a_path_that_the_check_found_is_followed_step_by_step(dry_run: DryRun) -> None:
    path = "apply,examine,decide"
    assert "점검이 찾은 경로" in dry_run.visitor.open(f"{TRY}?path={path}").words

    page = dry_run.begins(path=path).press("finish", APPLICATION)
    assert page.texts(".guide li") == ["사용 신청 완료", "신청 내용 검토 완료", "허가 결정"]
    assert "다음은 ‘허가 결정’입니다" in page.words
    assert page.fields("story-form")["path"] == path

    form = dry_run.does(page, "/task", path=path, **{"task": "0", "who-task-0": "officer1"})
    on = form.press("finish", EXAMINED)
    assert "경로의 끝까지 왔습니다" in on.words


@ON_ONE_STORE
def test_what_a_story_finds_otherwise_than_usual_is_told(dry_run: DryRun) -> None:
    story = json.loads(dry_run.applied().fields("story-form")["story"])
    story["given"] = {"absent": ["officer2"], "without": ["ai_committee"]}

    page = dry_run.visitor.post(TRY, {"csrf": dry_run.csrf, "story": json.dumps(story)})
    assert "설치되지 않은 위원회: 안양시 인공지능위원회" in page.words
    assert "자리를 비운 사람: " in page.words
    assert "officer2" not in options(page, "who-task-0")


@ON_ONE_STORE
def test_time_that_cannot_pass_is_told(dry_run: DryRun) -> None:
    page, told = dry_run.applied(), {}
    for sent in ({"do": "wait", "days": "0"}, {"do": "wait", "days": ""}, {"do": "until", "until": "2027-01-03"}):
        told[sent["do"]] = dry_run.does(page, **sent).texts(".notice-danger")

    assert told == {
        "wait": ["며칠을 보낼지 1에서 3660 사이의 수로 적으십시오."],
        "until": ["지금보다 뒤의 날을 고르십시오."],
    }


@ON_ONE_STORE
def test_a_number_that_no_page_wrote_is_refused_or_changes_nothing(dry_run: DryRun) -> None:
    page = dry_run.applied()
    for number in ("x", "-1", "²", "9" * 30):
        assert dry_run.does(page, "/task", task=number, who="officer1").status == 422
        assert dry_run.does(page, "/task", again=number).status == 200
        assert dry_run.does(page, do=f"upto:{number}").status == 200


@ON_ONE_STORE
def test_a_message_with_values_of_every_kind_is_taken(dry_run: DryRun) -> None:
    sent = {"message": "0", "who-message-0": "applicant1", "payload-0": "a = NaN\nb = 1.5\nc = " + "[" * 100_000}

    assert dry_run.does(dry_run.applied(), "/message", **sent).status == 200
