"""Whoever guesses passwords learns nothing and is slowed down, at both doors."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from tests.hostile.conftest import Attacker, csrf
from tests.kit.city import CHEAP, City
from tests.kit.visitor import ORIGIN
from workflows.errors import SignInFailed, SignInPaused
from workflows.records.account import account
from workflows.site import create_site
from workflows.use_cases.create_account import hasher
from workflows.use_cases.enter_demo import enter_demo
from workflows.use_cases.keep_session import keep_session
from workflows.use_cases.sign_in import sign_in

PASSWORD = "a long enough sentence"


@pytest.fixture(autouse=True)
def _password(city: City) -> None:
    with city.unit_of_work() as uow:
        mine = update(account).where(account.c.login == "officer1")
        uow.connection.execute(mine.values(password_hash=hasher(CHEAP).hash(PASSWORD)))


def _guess(city: City, login: str, password: str = "wrong") -> str:
    try:
        sign_in(city.services, login, password, now=city.clock.now())
    except (SignInFailed, SignInPaused) as refusal:
        return refusal.text()
    return "in"


@pytest.mark.parametrize("login", ["nobody", "officer2", "'; --", "가나다" * 1000])
def test_a_login_that_nobody_has_is_paused_like_any_other(city: City, login: str) -> None:
    assert [_guess(city, "officer1") for _ in range(8)] == [_guess(city, login) for _ in range(8)]


def test_guesses_at_the_same_time_do_not_slip_past_the_pause(city: City) -> None:
    with ThreadPoolExecutor(20) as pool:
        said = list(pool.map(lambda number: _guess(city, "officer1", str(number)), range(40)))
    paused = [each for each in said if each.startswith(SignInPaused(until="").text()[:5])]
    assert len(said) - len(paused) == 5
    assert _guess(city, "officer1", PASSWORD) != "in"


def test_the_work_is_the_same_whether_the_login_exists_or_not(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    class Watched:
        def verify(self, stored: str, password: str) -> bool:
            hashed.append(stored[:10])
            return hasher(CHEAP).verify(stored, password)

    monkeypatch.setattr("workflows.use_cases.sign_in.hasher", lambda cost: Watched())
    monkeypatch.setattr("workflows.use_cases.sign_in._nobodys_hash", lambda cost: hasher(CHEAP).hash("nobody"))
    for login in ("officer1", "officer2", "nobody"):
        _guess(city, login)
    assert hashed == ["$argon2id$"] * 3


def test_a_good_sign_in_forgets_the_failures_before(city: City) -> None:
    for _ in range(3):
        assert [_guess(city, "officer1") for _ in range(4)] and _guess(city, "officer1", PASSWORD) == "in"
    with city.connection() as connection:
        assert connection.scalar(select(account.c.failed_attempts).where(account.c.login == "officer1")) == 0


def test_passwords_and_tokens_are_in_no_log_and_no_page(attacker: Attacker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answers = [
        attacker("").post("/api/v1/session", json={"login": "officer1", "password": "wrong-Geheim-1"}),
        attacker("").post("/api/v1/session", json={"login": "officer1", "password": ["wrong-Geheim-1"]}),
        attacker("").post("/api/v1/session", json={"login": "officer1", "password": PASSWORD}),
    ]
    assert [each.status_code for each in answers] == [401, 422, 201]
    assert "Geheim" not in caplog.text + answers[0].text + answers[1].text
    assert answers[2].json()["token"] not in caplog.text


def test_who_entered_the_demo_is_out_when_the_demo_is_switched_off(city: City) -> None:
    with city.unit_of_work() as uow:
        entered = enter_demo(uow, "mayor", now=city.clock.now())
    real = replace(city.services, settings=replace(city.services.settings, demo=False))
    assert keep_session(city.services, entered.token, now=city.clock.now()) is not None
    assert keep_session(real, entered.token, now=city.clock.now()) is None


def _from(city: City, host: str) -> TestClient:
    client = TestClient(create_site(city.services), base_url=ORIGIN, client=(host, 50000))
    client.headers["origin"] = ORIGIN
    return client


def _allow(city: City, failures: int) -> None:
    city.services = replace(city.services, settings=replace(city.services.settings, sign_in_failures=failures))


def test_an_address_from_which_many_sign_ins_failed_waits_at_both_doors(city: City) -> None:
    _allow(city, 6)
    stranger, right = _from(city, "198.51.100.7"), {"login": "officer1", "password": PASSWORD}
    for number in range(6):
        wrong = {"login": f"officer{number}", "password": "Spring2027!"}
        assert stranger.post("/api/v1/session", json=wrong).status_code == 401
    assert stranger.post("/api/v1/session", json=right).status_code == 429
    form = {**right, "csrf": csrf(stranger, "/sign-in"), "next": "/"}
    assert stranger.post("/sign-in", data=form).status_code == 429
    assert _from(city, "203.0.113.9").post("/api/v1/session", json=right).status_code == 201
    city.advance(minutes=15)
    assert stranger.post("/api/v1/session", json=right).status_code == 201


def test_all_addresses_of_one_customer_count_together(city: City) -> None:
    _allow(city, 3)
    guesses = [{"login": f"nobody{number}", "password": "x"} for number in range(4)]
    answers = [
        _from(city, f"2001:db8:1:2::{number}").post("/api/v1/session", json=guess).status_code
        for number, guess in enumerate(guesses)
    ]
    assert answers == [401, 401, 401, 429]


def test_an_installation_may_leave_addresses_alone(city: City) -> None:
    _allow(city, 0)
    stranger = _from(city, "198.51.100.7")
    answers = {stranger.post("/api/v1/session", json={"login": f"x{n}", "password": "y"}).status_code for n in range(9)}
    assert answers == {401}
