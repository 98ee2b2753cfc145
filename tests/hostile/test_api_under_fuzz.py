"""Nonsense sent to every operation of the API as several people: always an answer the schema knows, never a fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.hostile.conftest import Attacker
from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_without_call

PEOPLE = ("", "applicant1", "applicant2", "officer1", "mayor", "operator1")
OPERATIONS = (
    ("get", "/tasks"),
    ("get", "/tasks/{number}"),
    ("post", "/tasks/{number}/complete"),
    ("post", "/tasks/{number}/claim"),
    ("post", "/tasks/{number}/release"),
    ("get", "/cases"),
    ("get", "/cases/{number}"),
    ("post", "/cases/{number}/messages"),
    ("get", "/processes"),
    ("post", "/processes/{word}/start"),
    ("get", "/me"),
    ("post", "/session"),
)

words = st.text(max_size=30) | st.sampled_from(
    ["hall_permit", "withdraw_hall", "officer1", "%", "_", "\\", "'--", "\x00"]
)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | words
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4))
names = st.sampled_from(["complete", "opinion", "purpose", "kind", "held_on", "costs", "pledge", "plan", "$date", "x"])
answers = st.fixed_dictionaries({"values": st.dictionaries(names, values, max_size=6)})
bodies = (
    st.dictionaries(st.sampled_from(["values", "name", "payload", "login", "password", "start_event"]), values)
    | answers
    | st.fixed_dictionaries({"name": words, "payload": values})
    | st.fixed_dictionaries({"login": words, "password": words})
    | values
)
contents = st.binary(max_size=40) | bodies.map(lambda body: json.dumps(body).encode())
kinds = st.sampled_from(["application/json"] * 6 + ["text/plain", "application/x-www-form-urlencoded", "", "a;b=c"])


class Api:
    """The API, its schema, and one client of each person."""

    def __init__(self, city: City, attacker: Attacker, permit: int) -> None:
        self.clients: dict[str, TestClient] = {login: attacker(login) for login in PEOPLE}
        self.schema = self.clients[""].get("/api/v1/openapi.json").json()
        self.numbers = [permit, city.task(permit, "examine").id, 1, 2, -1, 0, 2**63, 10**25]

    def knows(self, method: str, path: str, status: int) -> bool:
        plain = path.replace("{number}", "{task_id}" if path.startswith("/tasks") else "{instance_id}")
        operation = self.schema["paths"][plain.replace("{word}", "{process_id}")][method]
        return str(status) in operation["responses"]


@pytest.fixture
def api(city: City, attacker: Attacker, permit: int) -> Api:
    return Api(city, attacker, permit)


@settings(
    max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_nonsense_gets_an_answer_that_the_schema_knows(api: Api, data: st.DataObject) -> None:
    method, path = data.draw(st.sampled_from(OPERATIONS))
    client = api.clients[data.draw(st.sampled_from(PEOPLE))]
    number, word = data.draw(st.sampled_from(api.numbers)), data.draw(st.sampled_from(["hall_permit", "none", "%00"]))
    request: dict[str, Any] = {"params": data.draw(st.dictionaries(st.sampled_from(["q", "process", "after"]), words))}
    if method == "post":
        request |= {"content": data.draw(contents), "headers": {"content-type": data.draw(kinds)}}
    answer = client.request(method, f"/api/v1{path.format(number=number, word=word)}", **request)
    assert answer.status_code < 500, answer.text
    assert api.knows(method, path, answer.status_code), (method, path, answer.status_code)
    if answer.status_code >= 400:
        assert {"code", "message", "where", "fields", "retryable"} == set(answer.json()["error"])


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"values": {"opinion": NaN}}', "a number, not NaN"),
        (b'{"values": {"opinion": 1e999}}', "a number that can be counted with"),
        (b'{"values": {"opinion": ' + b"9" * 5000 + b"}}", "at most 40 digits"),
        (b'{"values": {"opinion": ' + b"[" * 100 + b"]" * 100 + b"}}", "at most 32 levels"),
        (b'{"values": {"opinion": ' + b"[" * 90_000 + b"]" * 90_000 + b"}}", "at most 32 levels"),
        (b'{"values": {"opinion": "yes", "opinion": "no"}}', "every key once"),
        (b'{"values": {"opinion": {"$date": "x"}}}', "no key that begins with"),
        (b'{"values": {"opinion": "\\ud800"}}', "text without"),
        (b'{"values": {"opinion": "\\u0000"}}', "text without"),
        (b'{"values": {"\xff": 1}}', "UTF-8"),
        (b'{"values": {"opinion": [' + b"1," * 60_000 + b"1]}}", "at most 50000 values"),
    ],
)
def test_json_that_hides_something_is_refused_with_its_reason(
    city: City, attacker: Attacker, permit: int, body: bytes, why: str
) -> None:
    address = f"/api/v1/tasks/{city.task(permit, 'examine').id}/complete"
    answer = attacker("officer1").post(address, content=body, headers={"content-type": "application/json"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "malformed")
    assert why in error["fields"][0]["message"]


def test_more_than_a_megabyte_is_refused(city: City, attacker: Attacker, permit: int) -> None:
    address = f"/api/v1/tasks/{city.task(permit, 'examine').id}/complete"
    answer = attacker("officer1").post(address, json={"values": {"opinion": "가" * 400_000}})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_big")


def test_addresses_and_methods_that_are_none_are_told_as_json(attacker: Attacker) -> None:
    client = attacker("officer1")
    nowhere, wrong = client.get("/api/v1/nowhere"), client.put("/api/v1/tasks")
    assert (nowhere.status_code, nowhere.json()["error"]["code"]) == (404, "no_address")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (405, "no_method")


def test_a_fault_of_ours_is_told_without_its_inside(attacker: Attacker, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("SELECT secret FROM inside")

    client = attacker("officer1")
    monkeypatch.setattr("workflows.api.routes.tasks.worklist", fails)
    answer = client.get("/api/v1/tasks")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "broken")
    assert "SELECT" not in answer.text


def test_a_request_to_a_case_brings_its_reason_and_no_other_data(city: City, attacker: Attacker, permit: int) -> None:
    address, applicant = f"/api/v1/cases/{permit}/messages", attacker("applicant1")
    wanted = {"name": "withdraw_hall", "payload": {"reason": "행사 취소", "complete": "yes", "fee": 0}}
    assert applicant.post(address, json=wanted).status_code == 422
    assert applicant.post(address, json={**wanted, "payload": {"reason": "행사 취소"}}).status_code == 204
    assert {"complete", "fee"} & set(city.values(permit)) == set()


def test_a_request_with_a_form_cannot_go_past_it(city: City, attacker: Attacker) -> None:
    case = SubsidyStory.filed(city, programme_without_call(city)).case
    address, applicant = f"/api/v1/cases/{case}/messages", attacker("applicant1")
    for payload in ({}, {"reason": "그만둠"}, {"withdraw_reason": "그만둠", "withdraw_sure": False}):
        answer = applicant.post(address, json={"name": "withdraw", "payload": payload})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "answer_refused")
    assert city.state(case) == "running"
    filled = {"withdraw_reason": "그만둠", "withdraw_sure": True, "requested_amount": 10**9}
    assert applicant.post(address, json={"name": "withdraw", "payload": filled}).status_code == 204
    assert city.state(case) == "completed"
    assert city.values(case)["requested_amount"] == 40_000_000
