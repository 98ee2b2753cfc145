"""What is wrong with a draft as it would be with a diagram that nobody has saved yet."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.expressions.functions import Identity
from bpmn.model import Finding
from bpmn.rules import check
from messages import Language
from workflows.clock import city_date
from workflows.instances.surroundings import surroundings
from workflows.queries.process_draft import draft_bundle
from workflows.services import Services


def draft_findings(
    services: Services, connection: Connection, process_id: str, diagram: bytes, language: Language
) -> tuple[Finding, ...]:
    """Check the stored draft with another diagram in its place; raises NoDraft.

    Of the processes it calls only errors are told: they are corrected in their own drafts.
    """
    today = city_date(services.clock.now())
    stored = draft_bundle(services, connection, process_id, today)
    bundle = Bundle.from_files({**stored.files, stored.main: diagram}, process_id)
    around = surroundings(services.operations, services.rules, services.functions, today)
    found = check(bundle, around, engine=_checking(Identity(services.functions)), language=language)
    return tuple(each for each in found if each.severity == "error" or not each.file.startswith("called/"))


@lru_cache(maxsize=4)
def _checking(functions: Identity) -> Engine:
    """An engine of its own: drafts change with every stroke and would push out what cases run on."""
    return Engine(b"never signs", functions.mapping)
