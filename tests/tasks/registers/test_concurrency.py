"""Many hands at once on PostgreSQL: the last won, the next number, the last ballot (M2, V3)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import IntegrityError

from tasks.registers import (
    agenda_items,
    attendance,
    ballots,
    budget,
    calls,
    documents,
    grants,
    ledger,
    meetings,
    members,
    parties,
    people,
    tallies,
    votes,
)
from tasks.registers.guard import GuardError
from tasks.registers.ledger import Voucher
from tasks.registers.schema import metadata

pytestmark = [pytest.mark.postgres]
AT = datetime(2027, 1, 20, 5, 0, tzinfo=UTC)
DAY = date(2027, 1, 20)
HANDS = 8


@pytest.fixture
def city(own_postgres_town: Engine) -> Engine:
    """A demonstration city of its own: what these tests do is committed."""
    return own_postgres_town


def at_once(city: Engine, act: Callable[[Connection, int], object]) -> list[object]:
    """Let so many hands act in transactions of their own that all start together; a refusal is an answer too."""
    ready = Barrier(HANDS)

    def one(number: int) -> object:
        with city.connect() as connection:
            connection.begin()
            connection.execute(select(1))
            ready.wait()
            try:
                answer = act(connection, number)
            except GuardError as refused:
                connection.rollback()
                return refused.code
            connection.commit()
            return answer

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(one, range(HANDS)))


def applied(connection: Connection, number: int) -> int:
    applicant, call = parties.find(connection, "123-45-67891"), calls.open_on(connection, "ai_adoption_2027", DAY)
    assert applicant is not None
    assert call is not None
    return grants.apply(
        connection, instance_id=number, case_key=str(number), programme="ai_adoption_2027", party_id=applicant.id,
        title="x", requested=1_000_000_000, own_planned=0, starts_on=DAY, ends_on=DAY, at=AT, call_id=call.id,
    )  # fmt: skip


def test_the_last_won_of_a_budget_is_granted_once_m2(city: Engine) -> None:
    with city.begin() as connection:
        ids = [applied(connection, 100 + number) for number in range(HANDS)]

    answers = at_once(
        city, lambda connection, number: ledger.commit(connection, ids[number], 300_000_000, Voucher(f"g{number}", AT))
    )

    with city.connect() as connection:
        line = budget.get(connection, "ai_adoption", 2027).id
        assert 3 == sum(isinstance(answer, int) for answer in answers)
        assert {"not_enough"} == {answer for answer in answers if isinstance(answer, str)}
        assert 100_000_000 == ledger.balances_of_line(connection, line)["available"]
        assert () == ledger.recompute(connection)


def test_two_disbursements_of_the_last_won_pay_once_m2(city: Engine) -> None:
    with city.begin() as connection:
        grant = applied(connection, 200)
        ledger.commit(connection, grant, 10, Voucher("c200", AT))
        officer, other = people.by_login(connection, "officer1").id, people.by_login(connection, "officer2").id

    def pay(connection: Connection, number: int) -> int:
        voucher = Voucher(f"p{number}", AT)
        return ledger.disburse(connection, grant, 10, voucher, requested_by=officer, approved_by=other)

    answers = at_once(city, pay)

    assert 1 == sum(isinstance(answer, int) for answer in answers)
    with city.connect() as connection:
        assert 10 == ledger.balances_of_grant(connection, grant)["advanced"]
        assert () == ledger.recompute(connection)


def test_document_numbers_leave_no_gap_when_some_are_rolled_back(city: Engine) -> None:
    def approve(connection: Connection, number: int) -> str:
        officer = people.by_login(connection, "officer1").id
        new = documents.draft(
            connection, division="ai_policy", title="x", recipient="x", body={}, drafted_by=officer, at=AT
        )
        given = documents.approve(connection, new, person_id=officer, post_name="주무관", at=AT)
        if number % 2:
            raise GuardError("reason_needed")
        return given

    at_once(city, approve)
    answers = at_once(city, approve)

    with city.connect() as connection:
        serials = sorted(connection.scalars(select(documents.document.c.serial)).all())
    assert [*range(1, HANDS + 1)] == serials
    assert HANDS // 2 == answers.count("reason_needed")


def test_no_ballot_is_lost_or_taken_after_the_count_v3(city: Engine) -> None:
    with city.begin() as connection:
        meeting = meetings.call(connection, "ai_committee", held_on=DAY, called_on=DAY, place="x")
        sitting = [each.person_id for each in members.in_office(connection, "ai_committee", DAY)]
        attendance.open_meeting(connection, meeting, sitting, AT)
        seats = sorted(attendance.on_roll(connection, meeting))
        item = agenda_items.put(connection, meeting, "x", kind="advice")
        votes.open_round(connection, item, AT)

    def act(connection: Connection, number: int) -> object:
        if number == HANDS - 1:
            return votes.close_round(connection, item, AT)
        votes.cast(connection, item, seats[number], "for", AT)
        return number

    at_once(city, act)

    with city.connect() as connection:
        cast = connection.execute(select(func.count()).select_from(ballots.ballot)).scalar_one()
        assert cast == tallies.tally(connection, item).ballot.votes_for
        assert tallies.tally(connection, item).closed


def test_two_people_cannot_take_the_last_seat_of_a_post(city: Engine) -> None:
    holder = metadata.tables["post_holder"]
    with city.begin() as connection:
        officer = people.by_login(connection, "officer1").id
        connection.execute(
            metadata.tables["post"].insert().values(code="new", name_ko="x", name_en="x", division="city")
        )

    def take(connection: Connection, number: int) -> int:
        try:
            connection.execute(holder.insert().values(post="new", person_id=officer, from_day=DAY))
        except IntegrityError as refused:
            raise GuardError("post_taken") from refused
        return number

    assert HANDS - 1 == at_once(city, take).count("post_taken")
