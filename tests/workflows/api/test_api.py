"""The same work over JSON: with a bearer token, the same rights, the same answer for the same key."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bpmn.bundle import Bundle
from tests.kit.city import DIAGRAMS, City
from tests.kit.portal import sharing_the_loop
from workflows.runtime import begin
from workflows.site import create_site
from workflows.use_cases.enter_demo import enter_demo
from workflows.use_cases.publish_bundle import publish_bundle

APPLICATION = {
    "purpose": "인공지능 체험 행사",
    "kind": "free",
    "held_on": "2027-03-01",
    "costs": [{"item": "무대", "amount": 1_200_000}],
    "pledge": True,
}
EXAMINED = {"values": {"complete": "yes", "opinion": "적정함"}}


class Program:
    """A program that calls the API in the name of a demo person."""

    def __init__(self, city: City, login: str) -> None:
        self._client = sharing_the_loop(TestClient(create_site(city.services)))
        with begin(city.services) as uow:
            token = enter_demo(uow, login, now=city.clock.now()).token
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> tuple[int, object]:
        answer = self._client.get(f"/api/v1{path}", headers=self.headers)
        return answer.status_code, answer.json()

    def post(self, path: str, body: object, **headers: str) -> tuple[int, object]:
        answer = self._client.post(f"/api/v1{path}", json=body, headers=self.headers | headers)
        return answer.status_code, answer.json() if answer.content else None


@pytest.fixture
def permit(city: City) -> int:
    city.publish("hall_permit")
    status, started = Program(city, "applicant1").post("/processes/hall_permit/start", {"values": APPLICATION})
    assert status == 201, started
    return started["instance_id"]  # type: ignore[index,no-any-return]  # a JSON object


@pytest.fixture
def stranger(city: City) -> Iterator[TestClient]:
    yield sharing_the_loop(TestClient(create_site(city.services)))


def test_a_case_is_started_found_and_finished_over_the_api(city: City, permit: int) -> None:
    officer = Program(city, "officer1")
    _, worklist = officer.get("/tasks")
    assert [task["element"] for task in worklist["tasks"]] == ["examine"]  # type: ignore[index]
    task_id = worklist["tasks"][0]["task_id"]  # type: ignore[index]
    _, task = officer.get(f"/tasks/{task_id}")
    assert set(task["form"]["properties"]) >= {"complete", "opinion"}  # type: ignore[index]
    assert officer.post(f"/tasks/{task_id}/complete", EXAMINED)[0] == 200
    assert city.open_tasks(permit) == ["decide"]


def test_a_form_is_told_with_its_limits_as_numbers(city: City) -> None:
    kit = Bundle.read(DIAGRAMS / "hall_permit")
    rate = {"type": "number", "title": "요율", "x-title-en": "Rate", "minimum": 0.5}
    asked = json.loads(kit.files["forms/examination.json"])
    asked["properties"]["rate"] = rate
    with begin(city.services) as uow:
        files = {**kit.files, "forms/examination.json": json.dumps(asked).encode()}
        publish_bundle(uow, Bundle.from_files(files), actor=None, now=city.clock.now())
    _, started = Program(city, "applicant1").post("/processes/hall_permit/start", {"values": APPLICATION})
    task_id = city.task(started["instance_id"], "examine").id  # type: ignore[index]
    _, task = Program(city, "officer1").get(f"/tasks/{task_id}")
    assert task["form"]["properties"]["rate"] == rate  # type: ignore[index]


def test_the_same_key_gives_the_same_answer_and_counts_once(city: City, permit: int) -> None:
    officer, task_id = Program(city, "officer1"), city.task(permit, "examine").id
    first = officer.post(f"/tasks/{task_id}/complete", EXAMINED, **{"Idempotency-Key": "k1"})
    assert officer.post(f"/tasks/{task_id}/complete", EXAMINED, **{"Idempotency-Key": "k1"}) == first
    assert officer.post(f"/tasks/{task_id}/complete", EXAMINED, **{"Idempotency-Key": "k2"})[0] == 409


def test_a_wrong_answer_says_what_where_and_what_to_do(city: City, permit: int) -> None:
    officer, task_id = Program(city, "officer1"), city.task(permit, "examine").id
    status, told = officer.post(f"/tasks/{task_id}/complete", {"values": {"complete": "yes"}})
    error = told["error"]  # type: ignore[index]
    assert (status, error["code"]) == (422, "answer_refused")
    assert [field["path"] for field in error["fields"]] == ["opinion"]
    assert error["where"] == f"POST /api/v1/tasks/{task_id}/complete"


def test_errors_are_told_in_the_language_asked_for(city: City, permit: int) -> None:
    path = f"/tasks/{city.task(permit, 'examine').id}/claim"
    officer = Program(city, "applicant2")
    korean, english = officer.post(path, {}), officer.post(path, {}, **{"Accept-Language": "en"})
    assert korean[1]["error"]["message"] != english[1]["error"]["message"]  # type: ignore[index]


def test_an_applicant_finds_only_the_own_cases(city: City, permit: int) -> None:
    mine, other = Program(city, "applicant1"), Program(city, "applicant2")
    assert [case["instance_id"] for case in mine.get("/cases")[1]["cases"]] == [permit]  # type: ignore[index]
    assert other.get("/cases")[1]["cases"] == []  # type: ignore[index]
    assert other.get(f"/cases/{permit}")[0] == 404


def test_a_withdrawal_is_sent_over_the_api(city: City, permit: int) -> None:
    assert Program(city, "officer1").post(f"/cases/{permit}/messages", {"name": "withdraw_hall"})[0] == 403
    assert Program(city, "applicant1").post(f"/cases/{permit}/messages", {"name": "withdraw_hall"})[0] == 204
    assert city.state(permit) == "completed"


def test_without_a_token_nothing_is_told(stranger: TestClient) -> None:
    answer = stranger.get("/api/v1/tasks")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signed_in")
    assert stranger.get("/api/v1/health").json() == {"status": "ok"}


def test_a_session_cookie_changes_nothing_from_another_site(city: City, permit: int, stranger: TestClient) -> None:
    with begin(city.services) as uow:
        token = enter_demo(uow, "officer1", now=city.clock.now()).token
    stranger.cookies.set("jorye_session", token)
    path = f"/api/v1/tasks/{city.task(permit, 'examine').id}/claim"
    assert stranger.get("/api/v1/me").status_code == 200
    assert stranger.post(path, headers={"origin": "https://evil.example"}).status_code == 401
    assert stranger.post(path, headers={"origin": "http://testserver"}).status_code == 204


def test_an_unknown_key_in_a_request_is_a_mistake_worth_hearing_about(city: City, permit: int) -> None:
    task_id = city.task(permit, "examine").id
    status, told = Program(city, "officer1").post(f"/tasks/{task_id}/complete", {"value": {}})
    assert (status, told["error"]["code"]) == (422, "malformed")  # type: ignore[index]
