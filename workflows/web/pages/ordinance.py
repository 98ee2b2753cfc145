"""The ordinance: its clauses, and the elements of the processes that carry them out."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from starlette.responses import Response

from tasks.registers import plans
from workflows.clock import city_date
from workflows.queries.clauses import Clause, all_clauses
from workflows.queries.elements import Element, elements
from workflows.queries.processes import bundle_of
from workflows.web.endpoint import Address
from workflows.web.visit import Visit

PARTS = ("ordinance", "imported", "timers", "thresholds")


def show_ordinance(visit: Visit) -> Response:
    """Show the clauses with their carriers, and the duty that is not met if there is one (AT-A3P1-1)."""
    words = visit.param("q")
    part = visit.param("part") if visit.param("part") in PARTS else "ordinance"
    shown = [each for each in all_clauses() if _matches(each, words) and (words or _part(each) == part)]
    carriers = _carriers(visit)
    today = city_date(visit.now)
    days = plans.days_unmet(visit.connection, today) if _has_plans(visit) else 0
    return visit.page(
        "ordinance.html",
        q=words,
        part=part,
        parts=PARTS,
        clauses=[(each, carriers.get(each.id, ())) for each in shown],
        unmet_days=days,
        unmet_since=today - timedelta(days=days),
    )


def _has_plans(visit: Visit) -> bool:
    """A city whose ordinance asks for no basic plan has no process for one, and no duty to tell."""
    return any(each.process_id == "basic_plan" for each in visit.processes)


def _carriers(visit: Visit) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = defaultdict(list)
    for each in visit.processes:
        for element in elements(bundle_of(visit.services, visit.connection, each.definition_id)):
            for clause_id in element.clauses:
                found[clause_id].append(element)
    return found


def _part(clause: Clause) -> str:
    """The ordinance's own clauses begin with A, rules of other law with IMP, timers with T, thresholds with K."""
    return {"A": "ordinance", "T": "timers", "K": "thresholds"}.get(clause.id[0], "imported")


def _matches(clause: Clause, words: str) -> bool:
    text = " ".join((clause.id, clause.title("ko"), clause.text("ko"), clause.title("en"), clause.text("en"))).lower()
    return all(word in text for word in words.lower().split())


ADDRESSES = (Address("/ordinance", show_ordinance, "page.open"),)
