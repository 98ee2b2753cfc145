"""`jorye serve`: the web alone (with its dispatcher), as `up`, containers and service managers start it."""

from __future__ import annotations

from typing import Annotated

import typer

from workflows.cli.options import chosen_settings, words

APPLICATION = "workflows.site:create"
"""Named, not imported: the entry points do not know each other."""


def serve(
    host: Annotated[str | None, typer.Option(help=words("host"))] = None,
    port: Annotated[int | None, typer.Option(help=words("port"))] = None,
) -> None:
    """Serve pages and API until told to stop; the address comes from the settings unless given."""
    import uvicorn

    settings = chosen_settings(host=host, port=port)
    uvicorn.run(
        APPLICATION,
        factory=True,
        host=settings.host,
        port=settings.port,
        log_level="info",
        timeout_graceful_shutdown=8,
        server_header=False,
    )
