"""Two browsers, one task: exactly one answer counts, and nobody loses what was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import select

from tests.hostile.conftest import Attacker
from tests.kit.city import City
from tests.kit.visitor import Visitor
from tests.workflows.web.conftest import APPLICATION
from workflows.records.event_log import event_log
from workflows.records.instance import instance
from workflows.use_cases.suspend_instance import suspend_instance

Sit = Callable[[str], Visitor]
HANDS = 8


def _all_at_once(pages: list[Any], **typed: str) -> list[tuple[int, str, str]]:
    """Press every page's button at the same moment; gives status, where it leads and words."""

    def press(number: int) -> tuple[int, str, str]:
        page = pages[number]
        sent = {**page.fields(), **typed, "opinion": f"의견 {number}", "do": "finish"}
        client = page.visitor.client
        form = next(form for form in page.document.forms if form.get("id") == "answer")
        address = str(form.action)
        answer = client.post(address, data=sent, headers={"origin": "http://testserver"}, follow_redirects=False)
        return answer.status_code, answer.headers.get("location", ""), answer.text

    with ThreadPoolExecutor(len(pages)) as pool:
        return list(pool.map(press, range(len(pages))))


def _completions(city: City, case: int) -> int:
    with city.connection() as connection:
        kinds = connection.scalars(select(event_log.c.kind).where(event_log.c.instance_id == case))
        return Counter(kinds)["task_completed"]


def test_of_many_answers_one_counts_and_the_others_are_shown_back(visitor: Sit, city: City, permit: int) -> None:
    address = f"/tasks/{city.task(permit, 'examine').id}"
    pages = [visitor(("officer1", "officer2")[number % 2]).open(address) for number in range(HANDS)]
    answers = _all_at_once(pages, complete="yes")
    assert Counter(status for status, _, _ in answers) == {303: 1, 409: HANDS - 1}
    assert _completions(city, permit) == 1
    for number, (status, _, words) in enumerate(answers):
        assert status == 303 or f"의견 {number}" in words


def test_the_same_page_sent_many_times_at_once_starts_one_case(visitor: Sit, city: City) -> None:
    page = visitor("applicant1").open("/start/hall_permit/apply")
    sent = {**page.fields(), **APPLICATION, "do": "finish"}

    def press(_: int) -> Any:
        return page.visitor.client.post(
            "/start/hall_permit/apply", data=sent, headers={"origin": "http://testserver"}, follow_redirects=False
        )

    with ThreadPoolExecutor(HANDS) as pool:
        answers = list(pool.map(press, range(HANDS)))
    assert {(each.status_code, each.headers.get("location")) for each in answers} == {
        (303, answers[0].headers["location"])
    }
    with city.connection() as connection:
        assert len(connection.scalars(select(instance.c.id)).all()) == 1


def test_a_key_of_another_person_or_another_answer_is_refused(city: City, attacker: Attacker, permit: int) -> None:
    address = f"/api/v1/tasks/{city.task(permit, 'examine').id}/complete"
    body = {"values": {"complete": "yes", "opinion": "적정함"}}
    key = {"Idempotency-Key": "mine"}
    first, second = attacker("officer1"), attacker("officer2")
    assert first.post(address, json=body, headers=key).status_code == 200
    assert second.post(address, json=body, headers=key).status_code in (404, 409)
    assert first.post(address, json={"values": {"complete": "no"}}, headers=key).status_code == 409
    assert first.post(address, json=body, headers=key).status_code == 200
    assert _completions(city, permit) == 1


def test_an_answer_changed_after_it_was_sent_is_shown_back(visitor: Sit, city: City, permit: int) -> None:
    page = visitor("officer1").open(f"/tasks/{city.task(permit, 'examine').id}")
    page.press("finish", {"complete": "yes", "opinion": "먼저 쓴 의견"})
    again = page.press("finish", {"complete": "yes", "opinion": "나중에 고친 긴 의견"})
    assert again.status == 409
    assert "나중에 고친 긴 의견" in again.words


def test_what_was_typed_outlives_a_case_that_was_suspended_meanwhile(visitor: Sit, city: City, permit: int) -> None:
    page = visitor("officer1").open(f"/tasks/{city.task(permit, 'examine').id}")
    with city.unit_of_work() as uow:
        suspend_instance(uow, permit, reason="감사", actor=city.person("operator1"), now=city.clock.now())
    answer = page.press("finish", {"complete": "yes", "opinion": "오래 쓴 의견"})
    assert answer.status == 409
    assert "오래 쓴 의견" in answer.words


def test_what_was_typed_outlives_a_colleague_who_took_the_task(visitor: Sit, city: City, permit: int) -> None:
    page = visitor("officer1").open(f"/tasks/{city.task(permit, 'examine').id}")
    city.claim(permit, "examine", by="officer2")
    answer = page.press("finish", {"complete": "yes", "opinion": "오래 쓴 의견"})
    assert answer.status == 409
    assert "오래 쓴 의견" in answer.words
