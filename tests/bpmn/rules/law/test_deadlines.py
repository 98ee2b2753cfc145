"""A deadline keeps to the clause it rests on, as far as its expression tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bpmn.bundle import Bundle
from bpmn.diagram.vocabulary import BPMN, JORYE
from bpmn.ordinance import clauses
from bpmn.rules.law import deadline_longer, deadline_shorter
from bpmn.rules.subject import Subject
from tests.kit.rule_page import HEAD
from workflows.instances.surroundings import installed


def found(inside: str, **files: str) -> list[str]:
    drawn = f'{HEAD}<process id="p" isExecutable="true">{inside}</process></definitions>'
    bundle = Bundle.from_files({"process.bpmn": drawn.encode(), **{k: v.encode() for k, v in files.items()}})
    subject = Subject(bundle, installed(), None)
    shorter = ["shorter" for _ in deadline_shorter.look(subject)]
    return shorter + ["longer" for _ in deadline_longer.look(subject)]


def task(due: str, clause: str) -> str:
    node = etree.Element(f"{{{BPMN}}}userTask", {"id": "a", f"{{{JORYE}}}due": due, f"{{{JORYE}}}dueClause": clause})
    return etree.tostring(node).decode()


@pytest.mark.parametrize(
    ("due", "clause", "expected"),
    [
        ('civil_period(ended_on, "P2M")', "T02", []),
        ('civil_period(ended_on, "P3M")', "T02", ["longer"]),
        ('civil_period(ended_on, "P1M")', "T02", ["shorter"]),
        ('civil_period(ended_on, "P60D")', "T02", []),  # two months have 59 to 62 days: nobody can tell
        ('civil_period(ended_on, "P58D")', "T02", ["shorter"]),
        ('end_of_day(civil_period(today(), "P10D"))', "T11", []),
        ("today() + days(10)", "T11", ["shorter"]),  # may end on a holiday
        ("today() + days(11)", "T11", []),
        ("working_days_after(today(), 10)", "T11", []),
        ("working_days_after(today(), 14)", "T20", ["longer"]),
        ("today() + days(14)", "T20", []),
        ("backward(held_on, 7)", "T18", []),
        ("backward(held_on, 6)", "T18", ["shorter"]),
        ("held_on - days(8)", "T18", []),
        ("backward_lenient(held_on, 7)", "T18", ["shorter"]),
        ('civil_period(today(), "P24D") if extended else civil_period(today(), "P14D")', "T09", []),
        ('civil_period(today(), "P24D")', "T09", ["longer"]),
        ('civil_period(today(), "P25D") if extended else civil_period(today(), "P14D")', "T09", ["longer"]),
        ('civil_period(today(), "P10D")', "T26", ["shorter"]),
        ('civil_period(today(), "P20D") if not urgent else civil_period(today(), "P9D")', "T26", ["shorter"]),
        ("opinion_due + days(1)", "T11", []),  # a day after another deadline is no length of its own
        ("chosen_on", "T11", []),
        ('civil_period(today(), "P3M")', "T41", []),  # the city's own setting
        ('civil_period(today(), "P3M")', "IMP-08", []),
        ("not an expression (", "T11", []),
        ('civil_period(today(), "next week")', "T11", []),
        (f'civil_period(today(), "P{"9" * 5000}D")', "T11", []),
    ],
)
def test_a_deadline_against_its_clause(due: str, clause: str, expected: list[str]) -> None:
    assert found(task(due, clause)) == expected


@given(days=st.integers(1, 400))
def test_a_guaranteed_minimum_may_be_longer_and_never_shorter(days: int) -> None:
    assert found(task(f'civil_period(today(), "P{days}D")', "T11")) == (["shorter"] if days < 10 else [])


@given(days=st.integers(1, 400))
def test_what_the_city_has_to_do_may_be_sooner_and_never_later(days: int) -> None:
    assert found(task(f'civil_period(held_on, "P{days}D")', "T20")) == (["longer"] if days > 14 else [])


def test_a_timer_of_an_event_is_a_deadline_too() -> None:
    timer = "<timerEventDefinition><timeDuration>{}</timeDuration></timerEventDefinition>"
    event = '<intermediateCatchEvent id="a" jorye:clauses="IMP-41 T26">{}</intermediateCatchEvent>'
    assert found(event.format(timer.format("P19D"))) == ["shorter"]
    assert found(event.format(timer.format("P21D"))) == []


def test_a_variable_is_as_long_as_the_script_that_sets_it() -> None:
    script = '<scriptTask id="s"><script>reply_by = civil_period(today(), "P{}D")</script></scriptTask>'
    assert found(script.format(9) + task("reply_by", "T27")) == ["shorter"]
    assert found(script.format(10) + task("end_of_day(reply_by)", "T27")) == []


def test_a_chosen_date_is_as_long_as_its_form_asks_for() -> None:
    form = """{"type": "object", "title": "물음", "x-title-en": "Question",
      "properties": {"reply_by": {"type": "string", "format": "date", "title": "기한"}}, "required": ["reply_by"],
      "x-checks": [{"expression": "reply_by >= civil_period(today(), \\"P%sD\\")", "field": "reply_by",
                    "message": "짧습니다.", "x-message-en": "Too short."}]}"""
    asked = '<userTask id="ask" jorye:form="ask"/>' + task("reply_by", "T27")
    assert found(asked, **{"forms/ask.json": form % 9}) == ["shorter"]
    assert found(asked, **{"forms/ask.json": form % 10}) == []


def test_what_a_bound_says_has_a_length_to_say_it_of() -> None:
    for each in clauses().values():
        assert each.bound in ("", "at_most", "at_least", "exactly")
        assert bool(each.length) or not each.bound
        assert bool(each.bound) or not each.exception
