"""What a field with `x-options` may be chosen from, read from the registers: shown on pages, checked in answers.

One function per source; `people:officer` asks the source `people` for `officer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from messages import Language
from tasks.registers import (
    budget,
    calls,
    committees,
    divisions,
    members,
    people,
    plan_contents,
    plan_opinions,
    plans,
    posts,
)
from tasks.registers import programmes as programme_register
from tasks.registers.roles import people_with_role

LABEL = 80
"""As much of an opinion as fits into a choice."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str | int
    ko: str
    en: str

    def label(self, language: Language) -> str:
        """Give its name in the language of the reader."""
        return (self.en or self.ko) if language == "en" else self.ko


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks: which case data the field stands beside, on which day."""

    connection: Connection
    values: Mapping[str, Any]
    on: date


def options(question: Question, source: str) -> tuple[Option, ...]:
    """Give the choices of a source, in the order to show them; raises KeyError for a source that nobody wrote."""
    name, _, argument = source.partition(":")
    return tuple(SOURCES[name](question, argument))


def allowed(question: Question, source: str) -> tuple[str | int, ...]:
    """Give the values a source offers: what an answer is checked against."""
    return tuple(option.value for option in options(question, source))


def _committees(question: Question, _argument: str) -> Iterable[Option]:
    table = committees.committee
    for row in question.connection.execute(select(table).order_by(table.c.code)):
        if committees.is_established(question.connection, row.code, question.on):
            yield Option(row.code, row.name_ko, row.name_en)


def _divisions(question: Question, _argument: str) -> Iterable[Option]:
    table = divisions.division
    for row in question.connection.execute(select(table).order_by(table.c.code)):
        yield Option(row.code, row.name_ko, row.name_en)


def _headed_divisions(question: Question, _argument: str) -> Iterable[Option]:
    """Divisions with a head of their own: those that can be asked for something."""
    heads = posts.posts_with_role(question.connection, "division_head")
    headed = set(question.connection.scalars(select(posts.post.c.division).where(posts.post.c.code.in_(heads))))
    return (each for each in _divisions(question, "") if each.value in headed)


def _people(question: Question, role: str) -> Iterable[Option]:
    return _named(question, people_with_role(question.connection, role, question.on))


def _programmes(question: Question, _argument: str) -> Iterable[Option]:
    """Programmes that take applications today: their call is open, or the law lets them do without one."""
    table = programme_register.programme
    for row in question.connection.execute(select(table).order_by(table.c.code)):
        if row.no_call_reason or calls.open_on(question.connection, row.code, question.on) is not None:
            yield Option(row.code, row.title_ko, row.title_en)


def _budget_lines(question: Question, _argument: str) -> Iterable[Option]:
    for row in budget.of_year(question.connection, question.values.get("fiscal_year", question.on.year)):
        yield Option(row.code, row.title_ko, row.title_en)


def _basic_plan_items(question: Question, _argument: str) -> Iterable[Option]:
    year = question.values.get("fiscal_year", question.on.year)
    plan_id = plans.covers(question.connection, year)
    for row in plan_contents.tasks_of(question.connection, plan_id) if plan_id is not None else ():
        yield Option(str(row.id), f"{row.number}. {row.title}", f"{row.number}. {row.title}")


def _plan_tasks(question: Question, _argument: str) -> Iterable[Option]:
    for row in plan_contents.tasks_of(question.connection, question.values.get("plan_id", 0)):
        yield Option(row.id, f"{row.number}. {row.title}", f"{row.number}. {row.title}")


def _plan_opinions(question: Question, _argument: str) -> Iterable[Option]:
    for number, row in enumerate(plan_opinions.of_plan(question.connection, question.values.get("plan_id", 0)), 1):
        label = f"{number}. {row.given_by}: {row.body[:LABEL]}"
        yield Option(row.id, label, label)


def _botame_milestones(question: Question, _argument: str) -> Iterable[Option]:
    for each in question.values.get("botame_milestones") or ():
        yield Option(each["code"], each["title"], each["title_en"])


def _members_in_office(question: Question, _argument: str) -> Iterable[Option]:
    """Members of the committee the case is about; of any, where a closed task is read without its case's data."""
    code = question.values.get("committee")
    seats = members.in_office(question.connection, code, question.on) if code else _everyone(question)
    return _named(question, {seat.person_id for seat in seats})


def _everyone(question: Question) -> Iterable[members.Member]:
    return members.all_in_office(question.connection, question.on)


def _named(question: Question, ids: Iterable[int]) -> Iterable[Option]:
    person = people.person
    found = select(person).where(person.c.id.in_(list(ids))).order_by(person.c.name_ko, person.c.id)
    for row in question.connection.execute(found):
        yield Option(row.id, row.name_ko, row.name_en)


SOURCES: Mapping[str, Callable[[Question, str], Iterable[Option]]] = {
    "basic_plan_items": _basic_plan_items,
    "botame_milestones": _botame_milestones,
    "budget_lines": _budget_lines,
    "committees": _committees,
    "divisions": _divisions,
    "headed_divisions": _headed_divisions,
    "meeting_members": _members_in_office,
    "members_in_office": _members_in_office,
    "people": _people,
    "plan_opinions": _plan_opinions,
    "plan_tasks": _plan_tasks,
    "programmes": _programmes,
}
