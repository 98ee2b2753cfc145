"""What a change means, in sentences and beside each other: the part of the review that a colleague reads first."""

from __future__ import annotations

from markupsafe import Markup

from bpmn.bundle import Bundle
from bpmn.differences import compare
from workflows.web.pages.studio.frame import studio_words
from workflows.web.visit import Visit

WEIGHTS = ("flow", "content", "appearance")


def differences_part(visit: Visit, before: Bundle | None, after: Bundle) -> Markup:
    """Draw the sentences by weight, and both diagrams where they differ; nothing for a new process."""
    if before is None:
        return Markup("")
    found = compare(before, after)
    sentences = {
        weight: list(dict.fromkeys(each.sentence(visit.language) for each in found.changes if each.weight == weight))
        for weight in WEIGHTS
    }
    redrawn = before.files[before.main] != after.files[after.main]
    return Markup(
        visit.render(
            "studio/parts/differences.html",
            s=studio_words(visit),
            sentences=sentences,
            keeps_flow=found.keeps_flow,
            before=_text(before) if redrawn else "",
            after=_text(after) if redrawn else "",
        )
    )


def _text(bundle: Bundle) -> str:
    return bundle.files[bundle.main].decode("utf-8", "replace")
