"""One event loop for every test client: to start one for each request costs more than most answers."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from anyio.from_thread import BlockingPortal, start_blocking_portal

if TYPE_CHECKING:
    from starlette.testclient import TestClient

_opened = ExitStack()
_portals: list[BlockingPortal] = []


def sharing_the_loop(client: TestClient) -> TestClient:
    """Let a client send its requests through the loop of all others."""
    if not _portals:
        _portals.append(_opened.enter_context(start_blocking_portal()))
    client.portal = _portals[0]
    return client


def pytest_unconfigure() -> None:
    """End the loop's thread, which would keep the run from ending."""
    _opened.close()
