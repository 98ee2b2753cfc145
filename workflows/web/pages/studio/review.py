"""What anybody sees of a change before handing it over or publishing it: one part per question, in this order."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bpmn.bundle import Bundle
from bpmn.model import Finding
from workflows.drafts.example_gate import ExamplesReplayed
from workflows.instances.surroundings import surroundings
from workflows.queries.elements import element_names
from workflows.rehearsal.examples import A_WHILE, examples_in, replay_before_publishing
from workflows.use_cases.check_bundle import check_bundle
from workflows.web.pages.studio.differences import differences_part
from workflows.web.pages.studio.frame import studio_words
from workflows.web.visit import Visit


@dataclass(frozen=True, slots=True)
class GoingOn:
    """How a page asks for what became of the examples that are left."""

    address: str
    form: str = ""
    """Id of the form of the page whose choices are kept meanwhile; empty where there is none."""


def findings_of(visit: Visit, bundle: Bundle) -> tuple[Finding, ...]:
    """Check a bundle in the visitor's language, errors first."""
    services = visit.services
    around = surroundings(services.operations, services.rules, services.functions, visit.today)
    found = check_bundle(services.engine, bundle, around, visit.language)
    order = ("error", "warning", "info")
    return tuple(sorted(found, key=lambda each: order.index(each.severity)))


def replayed_for_a_while(visit: Visit, before: Bundle | None, after: Bundle) -> ExamplesReplayed:
    """Replay the examples of what would be published, as far as one visit goes."""
    return replay_before_publishing(before, after, visit.language, seconds=A_WHILE)


def review(
    visit: Visit, before: Bundle | None, after: Bundle, replayed: ExamplesReplayed | None, going_on: GoingOn
) -> list[Markup]:
    """Draw every part, from the version before (None for a new process) and what would be published.

    Once it is decided, the examples vouch for nothing more, and are not replayed (None).
    """
    parts = [differences_part(visit, before, after), _findings_part(visit, after)]
    return parts if replayed is None else [*parts, _examples_part(visit, after, replayed, going_on)]


def _findings_part(visit: Visit, after: Bundle) -> Markup:
    found = findings_of(visit, after)
    return Markup(visit.render("studio/parts/findings.html", s=studio_words(visit), findings=found))


def _examples_part(visit: Visit, after: Bundle, replayed: ExamplesReplayed, going_on: GoingOn) -> Markup:
    """Draw how the examples come out with what would be published, and which are no longer kept."""
    names = element_names(after, visit.language)
    return Markup(
        visit.render(
            "studio/parts/examples.html",
            s=studio_words(visit),
            lines=[
                (each, [deviation.text(visit.language, names) for deviation in each.deviations])
                for each in replayed.changed
            ],
            count=len(examples_in(after)),
            left=replayed.left,
            going_on=going_on,
        )
    )
