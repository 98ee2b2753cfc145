"""`jorye import PATH`: publishes a process folder as the next version."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workflows.cli.options import AsJson, InLanguage, words
from workflows.cli.output import say, show


def import_bundle(
    path: Annotated[Path, typer.Argument(help=words("import_path"))],
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Publish a process; exit code 1 with everything that is wrong when it does not load."""
    from bpmn.bundle import Bundle
    from bpmn.engine.errors import Refused
    from workflows.bootstrap import build
    from workflows.cli.check import report
    from workflows.cli.errors import FileUnreadable
    from workflows.runtime import begin
    from workflows.settings import read_settings
    from workflows.use_cases.publish_bundle import publish_bundle

    try:
        bundle = Bundle.read(path)
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or error) from error
    services = build(read_settings())
    try:
        with begin(services) as uow:
            published = publish_bundle(uow, bundle, actor=None, now=services.clock.now(), imported=True)
    except Refused as refused:
        report(path, refused.findings_in(language), as_json, language)
        raise typer.Exit(1) from refused
    document = {"process": bundle.process_id, "number": published.number, "new": published.fresh}
    sentence = "import.published" if published.fresh else "import.unchanged"
    named = {"title": bundle.title, "process_id": bundle.process_id, "number": published.number}
    show(document, as_json, lambda: say(sentence, language, **named))
