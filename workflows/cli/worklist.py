"""`jorye worklist --as LOGIN`: what waits for one person, the nearest deadline first."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import messages
from messages import Language
from workflows.cli.options import AsJson, InLanguage, words
from workflows.cli.output import say, show, table

SHOWN = 200


def worklist(
    login: Annotated[str, typer.Option("--as", help=words("as"))],
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Show the open tasks that a person may do."""
    from workflows.bootstrap import build
    from workflows.errors import NotFound
    from workflows.queries import worklist as tasks
    from workflows.queries.find_person import find_person
    from workflows.runtime import read
    from workflows.settings import read_settings

    with read(build(read_settings())) as connection:
        person_id = find_person(connection, login)
        if person_id is None:
            raise NotFound(what="person", id=login)
        rows = tasks.worklist(connection, person_id, size=SHOWN).rows

    document = [
        {
            "id": row.task_id,
            "case": row.business_key,
            "element": row.element,
            "name": row.name(language),
            "due": row.due_on.isoformat() if row.due_on else None,
            "clause": row.due_clause,
        }
        for row in rows
    ]
    show({"tasks": document}, as_json, lambda: _tell(document, language))


def _tell(document: list[dict[str, Any]], language: Language) -> None:
    if not document:
        say("worklist.empty", language)
        return
    heads = [messages.text(f"cli.worklist.{name}", language) for name in ("task", "due", "name", "case")]
    table(heads, ([task["id"], task["due"], task["name"], task["case"]] for task in document))
