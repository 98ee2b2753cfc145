"""`jorye case ID`: where one case stands and the way it came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

import messages
from messages import Language
from workflows.cli.case_change import change_case, chosen
from workflows.cli.options import AsJson, InLanguage, words
from workflows.cli.output import city_time, say, show, table

if TYPE_CHECKING:
    from sqlalchemy import Connection


def case(
    name: Annotated[str, typer.Argument(metavar="ID", help=words("case_id"))],
    suspend: Annotated[str | None, typer.Option(metavar="REASON", help=words("case_suspend"))] = None,
    resume: Annotated[str | None, typer.Option(metavar="REASON", help=words("case_resume"))] = None,
    cancel: Annotated[str | None, typer.Option(metavar="REASON", help=words("case_cancel"))] = None,
    login: Annotated[str | None, typer.Option("--as", help=words("as"))] = None,
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Show a case by number or business key, after changing its status where that is asked for."""
    from workflows.bootstrap import build
    from workflows.errors import NotFound
    from workflows.queries.find_case import find_case
    from workflows.runtime import read
    from workflows.settings import read_settings

    change = chosen({"suspend": suspend, "resume": resume, "cancel": cancel}, login)
    services = build(read_settings())
    with read(services) as connection:
        number = find_case(connection, name)
    if number is None:
        raise NotFound(what="instance", id=name)
    if change is not None:
        change_case(number, *change)
    with read(services) as connection:
        document = _document(connection, number, language)
    show(document, as_json, lambda: _tell(document, language))
    if document["broken"]:
        raise typer.Exit(1)


def _document(connection: Connection, number: int, language: Language) -> dict[str, Any]:
    from workflows.queries.case import case_detail, open_incidents, open_tasks, timers
    from workflows.queries.history import history
    from workflows.use_cases.verify_chain import verify_chain

    detail = case_detail(connection, number)
    assert detail is not None  # cases are never deleted
    return {
        "id": number,
        "process": detail.process_id,
        "version": detail.version_number,
        "business_key": detail.business_key,
        "title": detail.title,
        "status": detail.status,
        "started_at": detail.started_at.isoformat(),
        "ended_at": detail.ended_at.isoformat() if detail.ended_at else None,
        "open_tasks": [
            {"id": t.task_id, "element": t.element, "name": t.name(language), "due": t.due_on and t.due_on.isoformat()}
            for t in open_tasks(connection, number)
        ],
        "timers": [{"element": each.element, "due": each.due.isoformat()} for each in timers(connection, number)],
        "incidents": [
            {"element": each.element, "code": each.code, "message": each.message}
            for each in open_incidents(connection, number)
        ],
        "broken": _broken(partial(verify_chain, connection, number), language),
        "history": [
            {"at": e.at.isoformat(), "kind": e.kind, "element": e.element, "by": e.actor(language) if e.actor else None}
            for e in history(connection, number, detail.process_id)
        ],
    }


def _broken(verify: Callable[[], object], language: Language) -> str:
    """Say where the history is not what was written; empty when it is."""
    from workflows.errors import ChainBroken

    try:
        verify()
    except ChainBroken as broken:
        return broken.text(language)
    return ""


def _tell(document: dict[str, Any], language: Language) -> None:
    status = messages.text(f"web.status.{document['status']}", language)
    say("case.title", language, title=document["title"], business_key=document["business_key"], status=status)
    heads = [messages.text(f"cli.case.{name}", language) for name in ("at", "event", "element", "actor")]
    table(heads, ([city_time(e["at"]), _happened(e, language), e["element"], e["by"]] for e in document["history"]))
    if document["broken"]:
        typer.echo(document["broken"])
    for task in document["open_tasks"]:
        say("case.open", language, name=task["name"], element=task["element"], due=task["due"] or "-")
    for timer in document["timers"]:
        say("case.timer", language, element=timer["element"], due=city_time(timer["due"]))
    for incident in document["incidents"]:
        say("case.incident", language, **incident)


def _happened(event: dict[str, Any], language: Language) -> str:
    """Say it as the page does; the element stands in its own column."""
    kind = str(event["kind"])
    words = messages.catalogue("web", language).get(f"event.{kind}", kind)
    return words.format(name="").strip(" —:")
