"""Whatever is sent to a page, the answer is a page that says what is wrong, with all its headers, and no fault."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from lxml import html
from sqlalchemy import func, select

from tests.hostile.conftest import Attacker, csrf
from tests.kit.city import City
from tests.workflows.web.conftest import APPLICATION
from workflows.records.instance import instance

FORM = "multipart/form-data; boundary=x"


def _part(name: str, words: bytes) -> bytes:
    return b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n--x--\r\n' % (name.encode(), words)


def _says(answer: Any, status: int, title: str) -> None:
    assert (answer.status_code, html.fromstring(answer.text).findtext(".//h1")) == (status, title)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ["/tasks/{}", "/cases/{}", "/documents/{}", "/cases/{}/diagram"])
@pytest.mark.parametrize("number", ["9" * 19, "9" * 30, "9" * 5000])
def test_a_number_that_nothing_has_is_not_found(attacker: Attacker, address: str, number: str) -> None:
    _says(attacker("officer1").get(address.format(number)), 404, "찾을 수 없습니다")


@pytest.mark.parametrize(
    "place",
    [
        ["2027-01-01T00:00:00+00:00", 10**30],
        ["2027-01-01T00:00:00+00:00", 1e400],
        ["2027-01-01T00:00:00+00:00", "1"],
        ["0001-01-01T00:00:00+23:59", 1],
        ["9999-12-31T23:59:59-23:59", 1],
        [[[[]]], 1],
        {"at": 1, "number": 2},
        "text",
    ],
)
@pytest.mark.parametrize("address", ["/", "/cases", "/api/v1/tasks", "/api/v1/cases"])
def test_a_made_up_place_in_a_list_begins_at_the_first_page(attacker: Attacker, address: str, place: Any) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(place).encode()).decode()
    assert attacker("officer1").get(address, params={"after": cursor}).status_code == 200


def test_a_place_that_is_nested_without_end_begins_at_the_first_page(attacker: Attacker) -> None:
    cursor = base64.urlsafe_b64encode(b"[" * 20_000).decode()
    assert attacker("officer1").get("/", params={"after": cursor}).status_code == 200


@pytest.mark.parametrize("address", ["/?q=%00", "/cases?q=a%00b", "/files/%00", "/processes/a%00b"])
def test_a_zero_character_is_refused(attacker: Attacker, address: str) -> None:
    _says(attacker("officer1").get(address), 400, "요청을 읽을 수 없습니다")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"no form at all"),
        ("multipart/form-data", b"no boundary"),
        (FORM, _part("login", b"a\0b")),
        (f"{FORM}; charset=unicode_escape", _part("login", b"\\ud800")),
        ("application/x-www-form-urlencoded", b"login=%00"),
        ("application/x-www-form-urlencoded", b"login=" + b"a" * 1_500_000),
        ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % number for number in range(6000))),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(attacker: Attacker, kind: str, body: bytes) -> None:
    _says(attacker("").post("/sign-in", content=body, headers={"content-type": kind}), 400, "요청을 읽을 수 없습니다")


def test_a_token_of_other_letters_is_just_wrong(attacker: Attacker) -> None:
    client = attacker("officer1")
    client.get("/")
    _says(client.post("/sign-out", data={"csrf": "가나다"}), 403, "화면이 오래되었습니다")


def test_the_wrong_method_is_named_so(attacker: Attacker) -> None:
    _says(attacker("officer1").put("/cases"), 405, "이 주소로는 그렇게 보낼 수 없습니다")


def test_a_stranger_cannot_send_much(attacker: Attacker) -> None:
    sent = {"files": {"plan": ("a.pdf", b"a" * 3_000_000)}}
    for address in ("/sign-in", "/language", "/start/hall_permit/apply"):
        _says(attacker("").post(address, **sent), 413, "보낸 내용이 너무 큽니다")


def test_a_body_that_hides_its_size_is_cut_off(attacker: Attacker) -> None:
    pieces = (b"a=" + b"b" * 65_534 + b"&" for _ in range(200))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    _says(attacker("officer1").post("/language", content=pieces, headers=kind), 413, "보낸 내용이 너무 큽니다")


def test_a_script_that_sends_too_much_is_told_in_its_own_tongue(attacker: Attacker) -> None:
    files = "/studio/hall_permit/files/process.bpmn"
    pieces = (b"a" * 65_536 for _ in range(100))
    for client, body in ((attacker("owner1"), b"a" * 5_000_000), (attacker(""), pieces)):
        answer = client.put(files, content=body)
        told = answer.json()["error"]
        assert (answer.status_code, told["code"]) == (413, "too_big")
        assert "2 MB까지 저장할 수 있습니다" in told["message"]


def test_a_script_is_told_so_whatever_breaks_its_request_off(attacker: Attacker) -> None:
    client = attacker("owner1")
    assert client.post("/studio/hall_permit/expression", content=b"[").json()["error"]["code"]
    assert client.get("/studio/hall_permit/files/forms/a%00.json").json()["error"]["code"] == "malformed"


def test_files_are_taken_only_where_a_form_asks_for_them(attacker: Attacker) -> None:
    _says(attacker("officer1").post("/language", files={"a": ("a.pdf", b"%PDF-")}), 400, "요청을 읽을 수 없습니다")


def test_a_fault_of_ours_shows_nothing_of_the_inside(
    city: City, attacker: Attacker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("SELECT secret FROM inside")

    client = attacker("officer1")
    monkeypatch.setattr("workflows.web.endpoint.recognise", fails)
    answer = client.get("/")
    _says(answer, 500, "문제가 생겼습니다")
    assert "SELECT" not in answer.text


@pytest.mark.parametrize(
    ("do", "amount"),
    [
        ("refresh", "9" * 6000),
        (f"remove:costs.{'9' * 6000}", "1"),
        ("remove:costs.٣", "1"),
        ("remove:purpose.0", "1"),
        ("add:plan", "1"),
        ("drop:costs.0", "1"),
        ("remove:nothing.0", "1"),
        ("finish:a:b:c", "٣"),
    ],
)
def test_a_form_with_odd_numbers_and_buttons_is_drawn_again(attacker: Attacker, do: str, amount: str) -> None:
    client = attacker("applicant1")
    sent = {"csrf": csrf(client), "purpose": "행사", "costs.0.item": "무대", "costs.0.amount": amount, "do": do}
    assert client.post("/start/hall_permit/apply", data=sent).status_code in (200, 422)


def test_a_key_of_the_senders_own_making_counts_for_nothing(attacker: Attacker, city: City) -> None:
    client = attacker("applicant1")
    sent = {**APPLICATION, "csrf": csrf(client), "do": "finish"}
    for key in ("k" * 900_000, "mine", "mine"):
        assert client.post("/start/hall_permit/apply", data={**sent, "key": key}).status_code == 303
    with city.connection() as connection:
        assert connection.scalar(select(func.count()).select_from(instance)) == 3
