"""One meeting's story, told in the words of those who act in it; every step is a task that a person finishes.

meeting = MeetingStory.requested(city, "시행계획 자문")
meeting.is_arranged().is_convened().is_announced().opens().votes(for_=5, against=2)
assert meeting.outcome() == "carried"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from sqlalchemy import Row

from tasks.registers import agenda_items, meetings, members, minutes, people
from tasks.registers.appointments import Appointment, appoint
from tests.kit.city import City
from workflows.clock import CITY
from workflows.instances import ProcessInstance

AI_MEMBERS = ("vice_mayor", *(f"member{number}" for number in range(1, 9)))
SECRETARIES = {"ai_committee": "division_head1", "subsidy_committee": "budget_head1"}
CHAIRS = {"ai_committee": "vice_mayor", "subsidy_committee": "smember1"}


class MeetingStory:
    """Drives the meeting inside one case: a case of its own, or one that another process called it from."""

    def __init__(self, city: City, case: int, committee: str = "ai_committee") -> None:
        self.city, self.case, self.committee = city, case, committee
        self.secretary, self.chair = SECRETARIES[committee], CHAIRS[committee]

    @classmethod
    def requested(cls, city: City, *titles: str, kind: str = "advice", committee: str = "ai_committee") -> Self:
        """Have the secretary ask for a meeting about these items."""
        items = [{"title": title, "kind": kind} for title in titles or ("자문 안건",)]
        values = {"committee": committee, "items": items, "requested_by": "정기회의"}
        case = city.start("committee_meeting", by=SECRETARIES[committee], values=values)
        return cls(city, case, committee)

    # --- convening

    def is_arranged(self, held_on: str = "2027-01-20", **more: Any) -> Self:
        """Have the secretary date the meeting; the chair calls it unless `demanded_by` (logins) do."""
        when = {"held_on": held_on, "held_at": "14:00", "place": "시청 본관 4층", "mode": "in_person"}
        answer = {"convened_by": "chair", **when, **more}
        if "demanded_by" in answer:
            answer |= {"convened_by": "members", "demanded_by": [self.city.person(who) for who in more["demanded_by"]]}
        return self.finish("arrange_meeting", self.secretary, answer)

    def is_convened(self) -> Self:
        """Have the chair agree."""
        return self.finish("approve_convening", self.chair, {"convening": "convene"})

    def is_announced(self) -> Self:
        """Have the secretary send notice and papers today, and let the meeting day come."""
        today = self.city.clock.now().astimezone(CITY).date().isoformat()
        self.finish("send_notice", self.secretary, {"notice_sent_on": today, "notice_channel": "document"})
        self.finish("send_papers", self.secretary, {"papers_sent_on": today})
        self.city.set_time(datetime.combine(self.row().held_on, time(14), CITY))
        return self

    # --- the meeting itself

    def opens(self, present: Sequence[str] = AI_MEMBERS) -> Self:
        """Have the secretary take attendance."""
        return self.finish("take_attendance", self.secretary, {"present_members": self.ids(present)})

    def is_given_up(self, present: Sequence[str]) -> Self:
        """Have the secretary record that too few came."""
        answer = {"present_members": self.ids(present), "give_up": True}
        return self.finish("take_attendance", self.secretary, answer)

    def tables(self, present: Sequence[str] = AI_MEMBERS, recused: Mapping[str, str] | None = None) -> Self:
        """Have the secretary record who is in the room and who is out of the item (login → kind)."""
        rows = [
            {"member": self.city.person(who), "kind": kind, "reason": "이해관계가 있음"}
            for who, kind in (recused or {}).items()
        ]
        return self.finish("declare_recusals", self.secretary, {"present_members": self.ids(present), "recusals": rows})

    def votes(
        self, *, for_: int, against: int = 0, abstain: int = 0, comments: Mapping[str, str] | None = None
    ) -> Self:
        """Have so many of those who may vote cast their ballots, in the order in which their tasks opened."""
        for choice in ["for"] * for_ + ["against"] * against + ["abstain"] * abstain:
            task = self.city.task(self.case, "cast_ballot")
            voter = self.login(task.local_values["voter"])
            self.finish("cast_ballot", voter, {"choice": choice, "comment": (comments or {}).get(voter)})
        return self

    def is_closed_for_the_day(self) -> Self:
        """Let the meeting day end: ballots not cast by then stay uncast."""
        day = self.row().held_on + timedelta(days=1)
        self.city.set_time(datetime.combine(day, time(9), CITY))
        return self

    # --- afterwards

    def is_recorded(self) -> Self:
        """Have the minutes written, confirmed and published."""
        self.finish("write_minutes", self.secretary, {"discussion": "논의함", "decisions": "의결함"})
        self.finish("sign_minutes", self.chair, {"minutes_confirmed": True})
        today = self.city.clock.now().astimezone(CITY).date().isoformat()
        return self.finish("publish_minutes", self.secretary, {"disclosure": "open", "published_on": today})

    # --- what can be seen

    def finish(self, element: str, by: str, values: Mapping[str, Any] | None = None) -> Self:
        """Finish one task, and let a minute pass."""
        self.city.finish(self.case, element, by, values)
        self.city.advance(minutes=1)
        return self

    def open(self) -> list[str]:
        """List the open tasks."""
        return self.city.open_tasks(self.case)

    def voters(self) -> list[str]:
        """List who is offered a ballot now."""
        offered = range(self.open().count("cast_ballot"))
        tasks = [self.city.task(self.case, "cast_ballot", number) for number in offered]
        return sorted(self.login(task.local_values["voter"]) for task in tasks)

    def seen_at(self, element: str) -> Mapping[str, Any]:
        """Give the data that the open task of an element sees."""
        task = self.city.task(self.case, element)
        with self.city.unit_of_work() as uow:
            return ProcessInstance.lock(uow, self.case).values_seen_by(task.work_id, task.local_values)

    def row(self) -> Row[Any]:
        """Give the register's row of the latest meeting."""
        with self.city.connection() as connection:
            table = meetings.meeting
            mine = table.select().where(table.c.instance_id == self.case).order_by(table.c.id.desc())
            return connection.execute(mine).first()  # type: ignore[return-value]  # a story looks only once it was called

    def items(self) -> tuple[Row[Any], ...]:
        """Give the agenda as the register has it."""
        with self.city.connection() as connection:
            return agenda_items.of_meeting(connection, self.row().id)

    def outcome(self) -> str | None:
        """Give how the first item ended."""
        outcome: str | None = self.items()[0].outcome
        return outcome

    def minutes(self) -> Row[Any]:
        """Give the minutes."""
        with self.city.connection() as connection:
            return minutes.get(connection, self.row().id)

    def in_office(self, on: date) -> list[str]:
        """List the logins of the members in office that day."""
        with self.city.connection() as connection:
            seats = members.in_office(connection, self.committee, on)
            return sorted(people.get(connection, seat.person_id).login for seat in seats)

    def ids(self, logins: Sequence[str]) -> list[int]:
        """Give the people of these logins."""
        return [self.city.person(who) for who in logins]

    def login(self, person_id: int) -> str:
        """Give a person's login."""
        with self.city.connection() as connection:
            return people.get(connection, person_id).login


def committee_of(city: City, size: int) -> None:
    """Have the mayor commission experts, men and women in turn, until the AI committee has so many members."""
    genders: tuple[people.Gender, ...] = ("male", "female")
    with city.unit_of_work() as uow:
        sitting = len(members.in_office(uow.connection, "ai_committee", date(2027, 1, 4)))
        new = [
            Appointment(
                "expert",
                date(2027, 1, 4),
                person_id=people.add(uow.connection, f"new{n}", f"새 위원 {n}", f"New {n}", gender=genders[n % 2]),
                note="박사",
            )
            for n in range(size - sitting)
        ]
        appoint(uow.connection, "ai_committee", new, approved_by=people.by_login(uow.connection, "mayor").id)
