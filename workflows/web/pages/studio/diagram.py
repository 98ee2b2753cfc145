"""The diagram editor's page, and what its script asks while somebody draws: what may be offered, what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

import messages
from bpmn.bundle import MAIN
from bpmn.model import Finding
from workflows.drafts.refusals import NoDraft
from workflows.queries.diagram_facts import diagram_facts, draft_subject
from workflows.queries.draft_findings import draft_findings
from workflows.queries.expression_check import PLACES, check_expression
from workflows.queries.process_draft import RecoveryCopy, recovery_copies
from workflows.rights import Page
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import draft_or_none, process_of, studio_page
from workflows.web.pages.studio.places import place_of
from workflows.web.visit import Visit


def show_editor(visit: Visit) -> Response:
    """Show the editor; the script fetches the diagram itself."""
    process_id = process_of(visit)
    draft = draft_or_none(visit)
    if draft is None:
        raise NoDraft(process_id=process_id)
    words = messages.catalogue("diagram", visit.language)
    copy = next((each for each in _copies(visit) if each.name == MAIN), None)
    given = {
        "process_id": process_id,
        "language": visit.language,
        "csrf": visit.csrf,
        "words": words,
        "mayEdit": visit.may("studio.edit", Page("studio")),
        "copy": copy is not None,
        "addresses": _addresses(process_id),
    }
    return studio_page(visit, "diagram", "diagram.html", draft=draft, given=given, words=words, copy=copy)


def send_facts(visit: Visit) -> Response:
    """Send what properties may offer and expressions may use."""
    return visit.data(diagram_facts(visit.services, visit.connection, process_of(visit), visit.language))


def check_draft(visit: Visit) -> Response:
    """Check the draft as it would be with the posted diagram (`{"diagram": xml}`)."""
    diagram = str(_posted(visit).get("diagram", "")).encode()
    findings = draft_findings(visit.services, visit.connection, process_of(visit), diagram, visit.language)
    return visit.data({"findings": [_finding(each, process_of(visit)) for each in findings]})


def check_text(visit: Visit) -> Response:
    """Check one expression (`{"text", "kind"}`) while it is being written."""
    posted = _posted(visit)
    place = posted.get("kind")
    if place not in PLACES:
        raise HTTPException(400)
    subject = draft_subject(visit.services, visit.connection, process_of(visit))
    return visit.data(asdict(check_expression(subject, str(posted.get("text", "")), place, visit.language)))


def _posted(visit: Visit) -> Mapping[str, Any]:
    try:
        posted = json.loads(visit.body)
    except ValueError as error:
        raise HTTPException(400) from error
    if not isinstance(posted, dict):
        raise HTTPException(400)
    return posted


def _finding(finding: Finding, process_id: str) -> Mapping[str, Any]:
    told = {name: value for name, value in asdict(finding).items() if value or name in ("element", "file")}
    return {**told, "page": "" if finding.file == MAIN else place_of(process_id, finding)}


def _copies(visit: Visit) -> tuple[RecoveryCopy, ...]:
    return recovery_copies(visit.connection, process_of(visit), visit.person.person_id)


def _addresses(process_id: str) -> Mapping[str, str]:
    home = f"/studio/{process_id}"
    return {
        "file": f"{home}/files/{MAIN}",
        "recovery": f"{home}/recovery/{MAIN}",
        "presence": f"{home}/presence",
        "facts": f"{home}/diagram/facts",
        "check": f"{home}/check",
        "expression": f"{home}/expression",
        "forms": f"{home}/forms",
        "decisions": f"{home}/decisions",
        "letters": f"{home}/letters",
        "try": f"{home}/try",
    }


ADDRESSES = (
    Address("/studio/{process_id}/diagram", show_editor, "studio.read"),
    Address("/studio/{process_id}/diagram/facts", send_facts, "studio.read", speaks="data"),
    Address("/studio/{process_id}/check", check_draft, "studio.read", "POST", speaks="data"),
    Address("/studio/{process_id}/expression", check_text, "studio.read", "POST", speaks="data"),
)
