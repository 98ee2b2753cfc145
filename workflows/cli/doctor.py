"""`jorye doctor`: examines the installation; exit code 1 when something is broken."""

from __future__ import annotations

import typer

import messages
from workflows.cli.options import AsJson, InLanguage
from workflows.cli.output import say, show, table
from workflows.settings import read_settings


def doctor(as_json: AsJson = False, language: InLanguage = "ko") -> None:
    """Look at database, secret, sweep, incidents, overdue work and the scheduler."""
    from workflows.clock import demo_clock
    from workflows.queries.health import health

    settings = read_settings()
    # Whoever examines a demonstration need not say that it is one: its clock may be ahead all the same.
    checks = health(settings, demo_clock(settings.data_folder).now(), language)
    broken = sum(check.state == "fail" for check in checks)

    def tell() -> None:
        words = {name: messages.text(f"cli.doctor.{name}", language) for name in ("ok", "fail", "skip")}
        names = {check.name: messages.text(f"cli.doctor.{check.name}", language) for check in checks}
        table(("", "", ""), ((words[check.state], names[check.name], check.detail) for check in checks))
        say("doctor.unwell" if broken else "doctor.well", language, **({"count": broken} if broken else {}))

    document = [{"check": check.name, "state": check.state, "detail": check.detail} for check in checks]
    show({"healthy": not broken, "checks": document}, as_json, tell)
    if broken:
        raise typer.Exit(1)
