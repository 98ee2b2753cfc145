"""Every clause of the ordinance, and every rule that comes with it, is on record."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest

from bpmn.ordinance import Kind, UnknownClause, clause, clauses
from tasks.law.periods import KINDS
from tasks.law.rules import table

_ARTICLES = """
A1 A2I1 A2I2 A2I3 A2I4 A2I5 A2I6 A3P1 A3P2 A4
A5P1 A5P2 A5P2I1 A5P2I2 A5P2I3 A5P2I4 A5P2I5 A5P2I6 A5P2I7 A5P2I8 A5P3
A6 A6I1 A6I2 A6I3 A6I4 A6I5 A6I6 A6I7 A6I8 A6I9 A7 A7I1 A7I2 A7I3 A7I4
A8 A9P1 A9P2 A9P2a A9P2b A9P3 A9P3I1 A9P3I2 A9P3I3 A9P3I4 A9P3I5 A9P4 A9P4-PROVISO A9P5
A10P1 A10P2 A10P2a A10P2b A11P1 A11P2 SUPP
"""
ARTICLES = _ARTICLES.split()
IMPORTED = [f"IMP-{number:02}" for number in range(1, 43)]
TIMERS = [f"T{number:02}" for number in range(1, 44)] + ["T05b"]
THRESHOLDS = [f"K{number:02}" for number in range(1, 19)]

ACCEPTANCE_TESTS = """
AT-A1-1 AT-A2I1-1 AT-A2I1-2 AT-A2I2-1 AT-A2I2-2 AT-A2I3-1 AT-A2I3-2 AT-A2I4-1 AT-A2I4-2 AT-A2I5-1 AT-A2I6-1
AT-A3P1-1 AT-A3P2-1 AT-A4-1 AT-A4-2 AT-A4-3 AT-A5P1-1 AT-A5P1-2 AT-A5P1-3 AT-A5P2-1 AT-A5P2-2 AT-A5P2-3
AT-A5P2I6-1 AT-A5P2I6-2 AT-A5P3-1 AT-A5P3-2 AT-A5P3-3 AT-A5P3-4 AT-A6-1 AT-A6-2
AT-A7I2-1 AT-A7I2-2 AT-A7I2-3 AT-A7I2-4 AT-A7I2-5 AT-A7I2-6 AT-A7I3-1 AT-A7I3-2 AT-A8-1 AT-A8-2
AT-A9P1-1 AT-A9P1-2 AT-A9P1-3 AT-A9P1-4 AT-A9P2-1 AT-A9P2-2 AT-A9P2-3 AT-A9P2-4 AT-A9P2-5
AT-A9P3-1 AT-A9P3-2 AT-A9P3-3 AT-A9P4-1 AT-A9P4-2 AT-A9P4-3 AT-A9P4-4 AT-A9P4P-1 AT-A9P5-1 AT-A9P5-2 AT-A9P5-3
AT-A10P1-1 AT-A10P1-2 AT-A10P1-3 AT-A10P1-4 AT-A10P1-5 AT-A10P2-1 AT-A10P2-2 AT-A10P2-3 AT-A10P2-4 AT-A10P2-5
AT-A10P2-7 AT-A11P1-1 AT-A11P1-2 AT-A11P1-3 AT-A11P1-4 AT-A11P2-1 AT-A11P2-2 AT-A11P2-3 AT-SUPP-1
"""


def test_every_article_rule_timer_and_threshold_is_on_record_in_order_and_nothing_else() -> None:
    assert {*ARTICLES, *IMPORTED, *TIMERS, *THRESHOLDS} == set(clauses())
    assert list(clauses())[: len(ARTICLES)] == ARTICLES


def test_every_acceptance_example_belongs_to_a_clause() -> None:
    known = {test for each in clauses().values() for test in each.tests}
    assert set(ACCEPTANCE_TESTS.split()) <= known
    assert {f"AT-{id}" for id in IMPORTED} <= known


@pytest.mark.parametrize("id", [*ARTICLES, *IMPORTED])
def test_every_clause_names_an_acceptance_example(id: str) -> None:
    assert clause(id).tests


@pytest.mark.parametrize("id", [*ARTICLES, *IMPORTED, *TIMERS, *THRESHOLDS])
def test_a_clause_speaks_both_languages_and_cites_its_source(id: str) -> None:
    each = clause(id)
    assert re.search("[가-힣]", each.text("ko"))
    assert not re.search("[가-힣]", each.text("en"))
    assert re.search(r"제\d+조|부칙", each.cited)
    assert each.kind in get_args(Kind)


@pytest.mark.parametrize("id", ARTICLES)
def test_an_article_id_says_its_citation(id: str) -> None:
    if id == "SUPP":
        return
    match = re.fullmatch(r"A(\d+)(?:P(\d+))?([ab])?(?:I(\d+))?(-PROVISO)?", id)
    assert match
    article, paragraph, half, item, proviso = match.groups()
    expected = f"제{article}조" + (f"제{paragraph}항" if paragraph else "") + (f"제{item}호" if item else "")
    expected += {"a": " 전단", "b": " 후단"}.get(half, "") + (" 단서" if proviso else "")
    assert expected == clause(id).citation


@pytest.mark.parametrize("id", TIMERS)
def test_a_timer_says_how_it_counts(id: str) -> None:
    timer = clause(id)
    assert timer.counting in {*KINDS, "fixed_date"}
    assert bool(timer.length) == (timer.counting not in ("fixed_date", "term_of_office"))
    assert re.fullmatch(r"(P\d+[DMY]|PT\d+H)?", timer.length)


@pytest.mark.parametrize(
    ("timer", "source", "length"),
    [
        pytest.param("T18", "안양시 각종 위원회 설치 및 운영 조례", "P7D", id="AT-A4-1: notice of a meeting"),
        pytest.param("T24", "안양시 인공지능산업 육성 및 지원 조례", "", id="AT-A4-2: term of a member"),
        pytest.param("T01", "안양시 지방보조금 관리 조례", "P15D", id="AT-A4-3: how long a call is open"),
    ],
)
def test_another_ordinance_fills_only_what_this_one_leaves_open(timer: str, source: str, length: str) -> None:
    assert (source, length) == (clause(timer).source, clause(timer).length)


def test_the_machine_computes_with_exactly_the_thresholds_on_record() -> None:
    numbers = table("thresholds")
    assert set(THRESHOLDS) == {row["id"] for rows in numbers.values() for row in rows}


def test_the_ordinance_is_in_force_from_its_promulgation() -> None:
    assert not clause("A5P1").in_force(date(2025, 7, 14))
    assert clause("A5P1").in_force(date(2025, 7, 15))


def test_an_unknown_clause_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownClause, match="A5P2I8"):
        clause("A5P2I9")
    with pytest.raises(KeyError, match="IMP-14"):
        clause("no such thing at all")
