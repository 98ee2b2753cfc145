"""What anybody sees of a change before handing it over or publishing it: one part per question, in this order."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bpmn.bundle import Bundle
from bpmn.model import Finding
from workflows.instances.surroundings import surroundings
from workflows.queries.elements import element_names
from workflows.rehearsal.examples import examples_in, replay_before_publishing
from workflows.use_cases.check_bundle import check_bundle
from workflows.web.pages.studio.differences import differences_part
from workflows.web.pages.studio.frame import studio_words
from workflows.web.visit import Visit

Part = Callable[[Visit, Bundle | None, Bundle], Markup]
"""Draws one part from the version before (None for a new process) and what would be published."""


def findings_of(visit: Visit, bundle: Bundle) -> tuple[Finding, ...]:
    """Check a bundle in the visitor's language, errors first."""
    services = visit.services
    around = surroundings(services.operations, services.rules, services.functions, visit.today)
    found = check_bundle(services.engine, bundle, around, visit.language)
    order = ("error", "warning", "info")
    return tuple(sorted(found, key=lambda each: order.index(each.severity)))


def findings_part(visit: Visit, before: Bundle | None, after: Bundle) -> Markup:
    """Draw what the check finds."""
    found = findings_of(visit, after)
    return Markup(visit.render("studio/parts/findings.html", s=studio_words(visit), findings=found))


def examples_part(visit: Visit, before: Bundle | None, after: Bundle) -> Markup:
    """Draw how the examples come out with what would be published, and which are no longer kept."""
    changed = replay_before_publishing(before, after, visit.language).changed
    names = element_names(after, visit.language)
    lines = [(each, [deviation.text(visit.language, names) for deviation in each.deviations]) for each in changed]
    count = len(examples_in(after))
    return Markup(visit.render("studio/parts/examples.html", s=studio_words(visit), lines=lines, count=count))


PARTS: tuple[Part, ...] = (differences_part, findings_part, examples_part)
"""A part that joins the review adds its function."""


def review(visit: Visit, before: Bundle | None, after: Bundle) -> list[Markup]:
    """Draw every part."""
    return [part(visit, before, after) for part in PARTS]
