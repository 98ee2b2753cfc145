"""`jorye up`: everything on one machine, from one command."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from messages import Language
from workflows.cli.errors import NoDeployments
from workflows.cli.options import AsJson, InLanguage, chosen_settings, words
from workflows.cli.output import say, write_line

_PLACES = (
    Path(__file__).parents[1] / "schedules" / "prefect.yaml",  # in an installed wheel
    Path(__file__).parents[2] / "deployments" / "prefect.yaml",  # in a checkout
)


def up(
    demo: Annotated[bool, typer.Option("--demo", help=words("demo"))] = False,
    host: Annotated[str | None, typer.Option(help=words("host"))] = None,
    port: Annotated[int | None, typer.Option(help=words("port"))] = None,
    data: Annotated[Path | None, typer.Option(help=words("data"))] = None,
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Migrate, then supervise web, Prefect server and worker until told to stop."""
    from workflows.cli.migrate import bring_up_to_date
    from workflows.cli.supervisor.installation import run_installation, sole

    os.umask(0o077)  # what is written into the data folder is nobody else's business
    settings = chosen_settings(demo="on" if demo else None, host=host, port=port, data=data)
    report = write_line if as_json else partial(_say, language)
    with sole(settings):
        report("preparing", folder=settings.data_folder)
        done = bring_up_to_date(settings)
        if as_json:
            report("migrated", **done.document())
        else:
            done.tell(language)
        run_installation(settings, prefect_yaml(), report)


def _say(language: Language, name: str, /, **parameters: object) -> None:
    say(f"up.{name}", language, **parameters)


def prefect_yaml() -> Path:
    """Give the file that lists the scheduled flows; raises NoDeployments."""
    found = next((path for path in _PLACES if path.is_file()), None)
    if found is None:
        raise NoDeployments(place=_PLACES[0])
    return found
