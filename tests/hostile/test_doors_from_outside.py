"""What another site makes a browser send changes nothing; what is only read changes nothing; every answer is sealed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from tasks.registers.metadata import metadata as registers
from tests.hostile.conftest import Attacker, csrf
from tests.hostile.test_answers_beyond_the_form import PDF
from tests.kit.city import City
from workflows.records.metadata import metadata as records
from workflows.records.session import session
from workflows.site import create_site
from workflows.use_cases.store_upload import store_upload

Doors = dict[str, Any]


@pytest.fixture
def examples(city: City, permit: int) -> Doors:
    with city.unit_of_work() as uow:
        person, now = city.person("applicant1"), city.clock.now()
        file = store_upload(uow, "계획.pdf", PDF, actor=person, now=now, instance_id=permit).upload_id
    return {
        "instance_id": permit,
        "task_id": city.task(permit, "examine").id,
        "upload_id": file,
        "process_id": "hall_permit",
        "element": "apply",
    }


def _addresses(city: City, method: str, examples: Doors) -> list[str]:
    found = []
    for route in create_site(city.services).routes:
        if isinstance(route, Route) and method in (route.methods or ()):
            found.append(route.path)
        elif isinstance(route, Mount) and isinstance(route.app, FastAPI):
            paths = route.app.openapi()["paths"]
            found += [f"{route.path}{path}" for path, methods in paths.items() if method.lower() in methods]
    known = {name: str(value) for name, value in examples.items()}
    return [_filled(path, known) for path in found]


def _filled(path: str, known: dict[str, str]) -> str:
    parts = (part[1:-1].partition(":")[0] if part.startswith("{") else "" for part in path.split("/"))
    return "/".join(known.get(name, "1") if name else part for name, part in zip(parts, path.split("/"), strict=True))


def _contents(city: City) -> str:
    seal = hashlib.sha256()
    with city.connection() as connection:
        for table in (*records.sorted_tables, *registers.sorted_tables):
            if table is not session:
                seal.update(repr(sorted(map(repr, connection.execute(select(table))))).encode())
    return seal.hexdigest()


FOREIGN = (
    "",
    "null",
    "https://evil.example",
    "http://testserver.evil.example",
    "http://testserver:81",
    "http://evil@x",
)


@pytest.mark.parametrize("origin", FOREIGN)
def test_no_address_takes_a_form_of_another_site(city: City, attacker: Attacker, examples: Doors, origin: str) -> None:
    client, before = attacker("officer1"), _contents(city)
    token = csrf(client)
    del client.headers["origin"]
    headers = {"origin": origin} if origin else {}
    for address in _addresses(city, "POST", examples):
        answer = client.post(address, data={"csrf": token, "do": "finish", "login": "mayor"}, headers=headers)
        expected = {401} if address.startswith("/api") and address != "/api/v1/session" else {403, 422}
        assert answer.status_code in expected, address
    assert _contents(city) == before


def test_no_address_takes_a_form_without_our_token(city: City, attacker: Attacker, examples: Doors) -> None:
    client, stranger, before = attacker("officer1"), attacker(""), _contents(city)
    client.get("/")
    others = csrf(stranger, "/sign-in")
    for address in _addresses(city, "POST", examples):
        if not address.startswith("/api"):
            for token in ("", "0" * 64, others):
                assert client.post(address, data={"csrf": token, "do": "finish"}).status_code == 403, address
    assert _contents(city) == before


def test_reading_changes_nothing(city: City, attacker: Attacker, examples: Doors) -> None:
    before = _contents(city)
    for login in ("applicant1", "officer1", "operator1", ""):
        client = attacker(login)
        for address in _addresses(city, "GET", examples):
            for question in ("", "?done=task&q=%25&after=x&next=//evil.example&part=timers"):
                assert client.get(address + question).status_code < 500, address
                assert client.head(address + question).status_code < 500, address
    assert _contents(city) == before


def test_every_answer_is_sealed(city: City, attacker: Attacker, examples: Doors) -> None:
    client = attacker("applicant1")
    extra = ["/static/icon.svg", "/static/nothing", "/nowhere", "/api/v1/nowhere", "/cases/999999"]
    for address in [*_addresses(city, "GET", examples), *extra]:
        headers = client.get(address).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert (policy["default-src"], policy["script-src"]) == ("'none'", "'self'"), address
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store" or address.startswith("/static"), address


def test_a_file_of_a_visitor_is_always_a_download(attacker: Attacker, examples: Doors) -> None:
    answer = attacker("applicant1").get(f"/files/{examples['upload_id']}")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "foreign",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "https:evil.example", "javascript:alert(1)", "/\n//evil"],
)
@pytest.mark.parametrize("address", ["/language", "/sign-in/demo"])
def test_nobody_is_led_away(attacker: Attacker, address: str, foreign: str) -> None:
    client = attacker("")
    sent = {"csrf": csrf(client, "/sign-in"), "next": foreign, "language": "en", "login": "officer1"}
    there = client.post(address, data=sent).headers["location"]
    assert there.startswith("/") and not there.startswith("//")
    assert not set("\\\t\r\n") & set(there)


def test_over_https_cookies_are_bound_to_the_host(city: City) -> None:
    secure = replace(city.services, settings=replace(city.services.settings, public_url="https://jorye.example"))
    client = TestClient(create_site(secure), base_url="https://jorye.example", follow_redirects=False)
    token = csrf(client, "/sign-in")
    headers = {"origin": "https://jorye.example"}
    answer = client.post("/sign-in/demo", data={"csrf": token, "login": "officer1"}, headers=headers)
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for each in cookies:
        assert each.startswith("__Host-jorye_")
        assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(each.split("; "))
        assert "domain" not in each.lower()
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    foreign = {"origin": "https://evil.example", "host": "evil.example"}
    assert client.post("/sign-out", data={"csrf": token}, headers=foreign).status_code == 403


def test_nobody_is_entered_with_one_click_where_there_is_no_demo(city: City) -> None:
    real = replace(city.services, settings=replace(city.services.settings, demo=False))
    client = TestClient(create_site(real), follow_redirects=False)
    page = client.get("/sign-in").text
    assert "/sign-in/demo" not in page
    sent = {"csrf": csrf(client, "/sign-in"), "login": "officer1"}
    answer = client.post("/sign-in/demo", data=sent, headers={"origin": "http://testserver"})
    assert answer.status_code == 401
    assert "session" not in answer.headers.get("set-cookie", "")
