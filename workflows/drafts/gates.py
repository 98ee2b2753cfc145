"""What a process must pass before it is handed over, and again before it is published."""

from __future__ import annotations

from datetime import date

from bpmn.bundle import Bundle
from bpmn.engine.errors import Refused
from workflows.drafts.refusals import HasErrors, SubmissionRefused
from workflows.instances.gate import refuse_errors
from workflows.services import Services


def without_errors(services: Services, bundle: Bundle, on: date | None = None) -> None:
    """Raise HasErrors with everything the rules forbid on the day it takes effect, SubmissionRefused when the diagram
    draws another process.
    """
    if bundle.drawn_ids and bundle.process_id not in bundle.drawn_ids:
        raise SubmissionRefused(
            "other_process", process_id=bundle.process_id, drawn=", ".join(sorted(bundle.drawn_ids))
        )
    try:
        refuse_errors(services, bundle, on)
    except Refused as refused:
        raise HasErrors(refused) from refused
