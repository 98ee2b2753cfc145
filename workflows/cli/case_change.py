"""`jorye case ID --suspend|--resume|--cancel REASON --as LOGIN`: changes a case's status by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

import messages
from workflows.cli.options import help_language


def chosen(given: Mapping[str, str | None], login: str | None) -> tuple[str, str, str] | None:
    """Give the one change asked for, its reason and who asks; None without any, a usage error for several."""
    asked = [(change, reason) for change, reason in given.items() if reason is not None]
    if not asked:
        return None
    if len(asked) > 1 or login is None:
        raise typer.BadParameter(messages.text("cli.error.one_change", help_language()))
    [(change, reason)] = asked
    return change, reason, login


def change_case(number: int, change: str, reason: str, login: str) -> None:
    """Make the change as this person; raises NotFound, NotAllowed, ReasonMissing, InstanceNotRunning."""
    from workflows.bootstrap import build
    from workflows.clock import city_date
    from workflows.errors import NotAllowed, NotFound
    from workflows.queries.processes import rights_context
    from workflows.queries.readable_cases import case_facts
    from workflows.queries.viewer import viewers
    from workflows.rights import decide
    from workflows.runtime import begin, read
    from workflows.settings import read_settings
    from workflows.use_cases.cancel_instance import cancel_instance
    from workflows.use_cases.resume_instance import resume_instance
    from workflows.use_cases.suspend_instance import suspend_instance

    use_cases: Mapping[str, Callable[..., None]] = {
        "suspend": suspend_instance,
        "resume": resume_instance,
        "cancel": cancel_instance,
    }
    services = build(read_settings())
    now = services.clock.now()
    with read(services) as connection:
        person = next((each for each in viewers(connection, now) if each.login == login), None)
        if person is None:
            raise NotFound(what="person", id=login)
        case = case_facts(connection, number)
        assert case is not None  # the case was found before
        decision = decide(person.subject, "case.halt", case, rights_context(services, connection, city_date(now)))
    if not decision.allowed:
        raise NotAllowed(decision)
    with begin(services) as uow:
        use_cases[change](uow, number, reason=reason, actor=person.person_id, now=now)
