"""Signing in: argon2id, pauses for whoever guesses, sessions that end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from tasks.registers.roles import role_holder
from tests.kit.city import CHEAP, City
from workflows.errors import SignInFailed, SignInPaused
from workflows.queries.viewer import viewer
from workflows.records.account import account
from workflows.records.session import session
from workflows.runtime import begin
from workflows.use_cases.create_account import hasher
from workflows.use_cases.enter_demo import enter_demo
from workflows.use_cases.keep_session import keep_session
from workflows.use_cases.sign_in import SignedIn, sign_in
from workflows.use_cases.sign_out import sign_out

PASSWORD = "a long enough sentence"


@pytest.fixture(autouse=True)
def _password(city: City) -> None:
    with city.unit_of_work() as uow:
        mine = update(account).where(account.c.login == "officer1")
        uow.connection.execute(mine.values(password_hash=hasher(CHEAP).hash(PASSWORD)))


def enter(city: City, password: str = PASSWORD, login: str = "officer1") -> SignedIn:
    return sign_in(city.services, login, password, now=city.clock.now())


def who(city: City, entered: SignedIn) -> int | None:
    return keep_session(city.services, entered.token, now=city.clock.now())


def test_the_right_password_opens_a_session_of_that_person(city: City) -> None:
    assert who(city, enter(city)) == city.person("officer1")


def test_the_database_holds_neither_password_nor_token(city: City) -> None:
    entered = enter(city)

    with city.connection() as connection:
        kept = connection.scalar(select(session.c.token_hash))
        stored = connection.scalar(select(account.c.password_hash).where(account.c.login == "officer1"))
    assert kept != entered.token
    assert str(stored).startswith("$argon2id$")


@pytest.mark.parametrize(("login", "password"), [("officer1", "wrong"), ("nobody", PASSWORD), ("officer2", "!")])
def test_a_wrong_password_and_an_unknown_login_are_refused_alike(city: City, login: str, password: str) -> None:
    with pytest.raises(SignInFailed) as refusal:
        enter(city, password, login)

    assert refusal.value.params == {}


def test_after_five_failures_even_the_right_password_must_wait(city: City) -> None:
    for _ in range(5):
        with pytest.raises(SignInFailed):
            enter(city, "wrong")

    with pytest.raises(SignInPaused):
        enter(city)
    city.advance(seconds=33)

    assert who(city, enter(city)) == city.person("officer1")


def test_pauses_grow_but_never_beyond_a_quarter_of_an_hour(city: City) -> None:
    for _ in range(30):
        city.advance(minutes=15)
        with pytest.raises(SignInFailed):
            enter(city, "wrong")

    city.advance(minutes=15)
    assert enter(city)


def test_a_session_ends_when_it_is_not_used_for_half_an_hour(city: City) -> None:
    entered = enter(city)
    for _ in range(3):
        city.advance(minutes=29)
        assert who(city, entered) is not None

    city.advance(minutes=31)
    assert who(city, entered) is None


def test_a_session_ends_after_ten_hours_even_when_it_is_used(city: City) -> None:
    entered = enter(city)
    for _ in range(24):
        city.advance(minutes=25)
        who(city, entered)

    assert who(city, entered) is None


def test_who_signed_out_or_lost_the_account_is_out(city: City) -> None:
    first, second = enter(city), enter(city)
    with begin(city.services) as uow:
        sign_out(uow, first.token)
    assert (who(city, first), who(city, second)) == (None, city.person("officer1"))

    with city.unit_of_work() as uow:
        uow.connection.execute(update(account).values(active=False))
    assert who(city, second) is None


def test_a_demo_person_is_entered_with_one_click_only_where_the_demo_is_on(city: City) -> None:
    with begin(city.services) as uow:
        assert enter_demo(uow, "mayor", now=city.clock.now()).person_id == city.person("mayor")

    city.services = replace(city.services, settings=replace(city.services.settings, demo=False))
    with pytest.raises(SignInFailed), begin(city.services) as uow:
        enter_demo(uow, "mayor", now=city.clock.now())


def test_a_person_with_a_password_is_never_entered_with_one_click(city: City) -> None:
    with pytest.raises(SignInFailed), begin(city.services) as uow:
        enter_demo(uow, "officer1", now=city.clock.now())


def test_who_signed_out_or_lost_a_role_is_seen_so_by_the_very_next_request(city: City) -> None:
    entered = enter(city)

    def roles() -> frozenset[str] | None:
        with city.connection() as connection:
            found = viewer(city.services, connection, entered.token, city.clock.now())
        return None if found is None else found.roles

    assert "officer" in (roles() or ())
    with city.unit_of_work() as uow:
        uow.connection.execute(delete(role_holder).where(role_holder.c.person_id == city.person("officer1")))
    assert "officer" not in (roles() or ())
    with city.unit_of_work() as uow:
        sign_out(uow, entered.token)
    assert roles() is None
