"""Which clauses the functions of the law carry: the same in the ordinance's data, in the law's code and on its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bpmn.ordinance import clause
from bpmn.ordinance.duties import carried_by_function, earlier, remedy, reserved, separated
from tasks.law.functions import FUNCTIONS
from tasks.law.rules import table
from tasks.registry import operations

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "functions.md"
NAMED = {f"{row['name']}{end}": row["id"] for row in table("thresholds")["threshold"] for end in ("", "_required")}


def law_of(function: str) -> str:
    """Give what the page on functions says of a function's law."""
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| `{function}(")]
    return rows[0].rsplit("|", 2)[-2] if rows else ""


def test_every_function_is_listed() -> None:
    assert set(carried_by_function()) == set(FUNCTIONS)


@pytest.mark.parametrize("function", sorted(name for name, carried in carried_by_function().items() if carried))
def test_the_page_cites_an_article_of_every_clause_that_is_carried(function: str) -> None:
    for clause_id in carried_by_function()[function]:
        articles = re.findall(r"제\d+조(?:의\d+)?", clause(clause_id).cited)
        if articles and "표지판" not in clause(clause_id).source:  # that page names the ordinance without an article
            assert any(article in law_of(function) for article in articles), (clause_id, law_of(function))


@pytest.mark.parametrize("function", sorted(set(NAMED) & set(FUNCTIONS)))
def test_a_function_named_after_a_threshold_carries_it(function: str) -> None:
    assert NAMED[function] in carried_by_function()[function]


def test_the_approver_is_the_one_of_the_ladder() -> None:
    assert {row["id"] for row in table("thresholds")["approver"]} <= set(carried_by_function()["approver_role"])


def test_duties_name_clauses_and_operations_that_exist() -> None:
    clauses = {each.clause for each in reserved()} | {each.clause for each in earlier()} | remedy().clauses
    assert all(clause(each).cited for each in clauses)
    named = {name for pair in separated() for name in (pair.first, pair.second)}
    assert named | {name for each in earlier() for name in (each.operation, each.first)} <= set(operations())
