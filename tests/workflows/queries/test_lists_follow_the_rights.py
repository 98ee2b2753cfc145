"""A list shows exactly what its reader may open, for any reader and any cases."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import insert, select

from tests.kit.city import City
from workflows.clock import city_date
from workflows.queries.cases import CaseFilter, cases
from workflows.queries.paging import Cursor
from workflows.queries.processes import rights_context
from workflows.queries.readable_cases import case_facts
from workflows.queries.viewer import viewer, viewers
from workflows.queries.worklist import worklist
from workflows.records.definition import definition
from workflows.records.instance import instance
from workflows.rights import EVERY_ROLE, Subject, decide
from workflows.use_cases.enter_demo import enter_demo

PEOPLE = [f"officer{number}" for number in (1, 2)] + ["applicant1", "applicant2", "member1", "payment1", "team_lead1"]


def _some_cases(city: City, dice: random.Random) -> None:
    """Start permits for real, and some bare rows of other starters, parties and processes beside them."""
    city.publish("hall_permit")
    for _ in range(3):
        case = city.start("hall_permit", by=dice.choice(PEOPLE), values=APPLIED)
        if dice.random() < 0.5:
            city.finish(case, "examine", by=dice.choice(["officer1", "officer2"]), values=EXAMINED)
    with city.unit_of_work() as uow:
        known = uow.connection.scalar(select(definition.c.id))
        for number in range(12):
            uow.connection.execute(
                insert(instance).values(
                    definition_id=known,
                    process_id=dice.choice(["hall_permit", "another"]),
                    business_key=f"bare/{number}",
                    title="x",
                    starter_id=dice.choice([None, *map(city.person, PEOPLE)]),
                    party_id=dice.choice([None, 1, 2]),
                    status="running",
                    version=0,
                    state=b"",
                    chain="",
                    started_at=city.clock.now(),
                )
            )


APPLIED = {
    "purpose": "인공지능 체험 행사",
    "kind": "free",
    "held_on": "2027-03-01",
    "costs": [{"item": "무대", "amount": 1_200_000}],
    "pledge": True,
}
EXAMINED = {"complete": "yes", "opinion": "적정함"}


@pytest.mark.parametrize("seed", range(4))
def test_the_list_of_cases_is_exactly_the_cases_its_reader_may_open(city: City, seed: int) -> None:
    dice = random.Random(seed)
    _some_cases(city, dice)
    with city.connection() as connection:
        context = rights_context(city.services, connection, city_date(city.clock.now()))
        facts = [case_facts(connection, each) for each in connection.scalars(select(instance.c.id))]
        for _ in range(25):
            roles = frozenset(dice.sample(sorted(EVERY_ROLE), dice.randint(0, 2)))
            parties = frozenset(dice.sample([1, 2, 3], dice.randint(0, 2)))
            subject = Subject(city.person(dice.choice(PEOPLE)), roles, parties)
            listed = {row.instance_id for row in cases(connection, subject, context, CaseFilter(), size=100).rows}
            allowed = {
                case.instance_id for case in facts if case and decide(subject, "case.read", case, context).allowed
            }
            assert allowed == listed, subject


def test_paging_shows_every_case_once(city: City) -> None:
    _some_cases(city, random.Random(7))
    auditor = Subject(1, frozenset({"auditor"}))
    with city.connection() as connection:
        context = rights_context(city.services, connection, city_date(city.clock.now()))
        seen: list[int] = []
        after: Cursor | None = None
        while True:
            page = cases(connection, auditor, context, CaseFilter(), after=after, size=4)
            seen += [row.instance_id for row in page.rows]
            if page.next is None:
                break
            after = Cursor.read(str(page.next))
        assert sorted(seen) == sorted(connection.scalars(select(instance.c.id)))


def test_the_worklist_pages_by_deadline_and_shows_every_task_once(city: City) -> None:
    city.publish("hall_permit")
    for _ in range(7):
        city.start("hall_permit", by="applicant1", values=APPLIED)
        city.advance(days=1)
    officer = city.person("officer1")
    with city.connection() as connection:
        first = worklist(connection, officer, size=4)
        second = worklist(connection, officer, after=first.next, size=4)
    rows = [*first.rows, *second.rows]
    assert [row.due_on for row in rows] == sorted(row.due_on for row in rows if row.due_on)
    assert len({row.task_id for row in rows}) == 7
    assert second.next is None


@pytest.mark.parametrize("text", ["", "x", "!!", "bnVsbA", "WzEsMl0", "eyJhIjoxfQ"])
def test_a_made_up_cursor_begins_at_the_first_page(text: str) -> None:
    assert Cursor.read(text) is None


def test_roles_read_for_everybody_at_once_are_those_read_one_by_one(city: City) -> None:
    now = city.clock.now()
    with city.connection() as connection:
        everybody = viewers(connection, now)
    for each in everybody:
        with city.unit_of_work() as uow:
            token = enter_demo(uow, each.login, now=now).token
        with city.connection() as connection:
            alone = viewer(city.services, connection, token, now)
        assert alone is not None
        assert each.roles == alone.roles & EVERY_ROLE or each.roles == alone.roles, each.login
