"""Opens this installation's services for the length of one flow run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workflows.bootstrap import build
from workflows.services import Services
from workflows.settings import read_settings


@contextmanager
def installed() -> Iterator[Services]:
    """Give the services that the environment describes, and let go of the database afterwards."""
    services = build(read_settings())
    try:
        yield services
    finally:
        services.let_go()
