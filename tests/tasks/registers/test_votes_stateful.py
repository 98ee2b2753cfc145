"""Whoever comes, leaves, is recused and votes, in any order: the count is right and stands once closed (V1–V3)."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import StaticPool, create_engine

from tasks.registers import agenda_items, attendance, meetings, recusals, votes
from tasks.registers.guard import GuardError
from tasks.registers.load import load
from tasks.registers.schema import metadata
from tasks.registers.tallies import Tally, tally

DAY = date(2027, 1, 20)
ENGINE = create_engine("sqlite://", poolclass=StaticPool)
metadata.create_all(ENGINE)
with ENGINE.begin() as opened:
    demo = Path(__file__).parents[3] / "workflows" / "demo" / "anyang.toml"
    load(opened, tomllib.loads(demo.read_text("utf-8")), date(2027, 1, 4))

QUORUM = 5
seats = st.integers(min_value=0, max_value=8)
choices = st.sampled_from(["for", "against", "abstain"])


class Vote(RuleBasedStateMachine):
    """One item of a nine-member committee, with a plain model beside."""

    @initialize()
    def open_meeting(self) -> None:
        self.connection = ENGINE.connect()
        self.clock = datetime(2027, 1, 20, 5, 0, tzinfo=UTC)
        self.meeting = meetings.call(
            self.connection, "ai_committee", held_on=DAY, called_on=date(2027, 1, 5), place="회의실"
        )
        everyone = [each.person_id for each in attendance.members.in_office(self.connection, "ai_committee", DAY)]
        attendance.open_meeting(self.connection, self.meeting, everyone, self.clock)
        self.members = sorted(attendance.on_roll(self.connection, self.meeting))
        self.item = agenda_items.put(self.connection, self.meeting, "안건", kind="advice")
        self.here, self.recused = set(self.members), set[int]()
        self.ballots: dict[int, str] = {}
        self.rounds: list[tuple[tuple[int, int, int, int, bool], Tally]] = []
        self.is_open = False

    def teardown(self) -> None:
        if hasattr(self, "connection"):
            self.connection.rollback()
            self.connection.close()

    def now(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def attempt(self, possible: bool, act: object) -> bool:
        try:
            act()  # type: ignore[operator]  # a closure of this test
        except GuardError:
            assert not possible
            return False
        assert possible
        return True

    @rule(seat=seats)
    def come(self, seat: int) -> None:
        attendance.arrive(self.connection, self.meeting, self.members[seat], self.now())
        self.here.add(self.members[seat])

    @rule(seat=seats)
    def leave(self, seat: int) -> None:
        who = self.members[seat]
        if self.attempt(who in self.here, lambda: attendance.leave(self.connection, self.meeting, who, self.now())):
            self.here.discard(who)

    @rule(seat=seats)
    def recuse(self, seat: int) -> None:
        who = self.members[seat]
        if self.rounds or who in self.ballots:
            return
        recusals.recuse(self.connection, self.item, who, "self_recusal", "이해관계", self.now())
        self.recused.add(who)

    @rule()
    def open_round(self) -> None:
        possible = not self.is_open and len(self.here - self.recused) >= QUORUM
        if self.attempt(possible, lambda: votes.open_round(self.connection, self.item, self.now())):
            self.is_open, self.ballots = True, {}

    @rule(seat=seats, choice=choices)
    def cast(self, seat: int, choice: str) -> None:
        who = self.members[seat]
        possible = self.is_open and who in self.here and who not in self.recused
        if self.attempt(
            possible,
            lambda: votes.cast(self.connection, self.item, who, choice, self.now()),  # type: ignore[arg-type]
        ):
            self.ballots[who] = choice

    @rule(seat=seats)
    def withdraw(self, seat: int) -> None:
        who = self.members[seat]
        if self.attempt(self.is_open, lambda: votes.withdraw(self.connection, self.item, who, self.now())):
            self.ballots.pop(who, None)

    @rule()
    def close(self) -> None:
        expected = self.expected()
        if self.attempt(self.is_open, lambda: votes.close_round(self.connection, self.item, self.now())):
            self.is_open = False
            self.rounds.append((expected, tally(self.connection, self.item)))

    def expected(self) -> tuple[int, int, int, int, bool]:
        present = len((self.here | set(self.ballots)) - self.recused)
        cast = list(self.ballots.values())
        ayes = cast.count("for")
        carried = present >= QUORUM and ayes * 2 > present
        return present, ayes, cast.count("against"), cast.count("abstain"), carried

    @invariant()
    def the_open_count_is_the_model(self) -> None:
        if getattr(self, "is_open", False):
            assert self.expected() == counted(tally(self.connection, self.item))

    @invariant()
    def every_closed_count_stands(self) -> None:
        for number, (expected, closed) in enumerate(getattr(self, "rounds", []), 1):
            again = tally(self.connection, self.item, number)
            assert closed == again
            assert expected == counted(again)


def counted(one: Tally) -> tuple[int, int, int, int, bool]:
    ballot = one.ballot
    return ballot.eligible_present, ballot.votes_for, ballot.against, ballot.abstain, one.carried


TestVote = Vote.TestCase
TestVote.settings = settings(
    max_examples=100, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
