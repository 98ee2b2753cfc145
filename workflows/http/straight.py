"""Sends calls that do something past whatever only pages and long answers need."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Straight:
    """Passes every POST below a prefix on to another application, everything else to the one inside.

    A finished task is answered in one line: there is nothing to compress in it, and the pages' addresses, tried one by
    one before it is found, cost as much as all that the rights ask.
    """

    def __init__(self, app: ASGIApp, prefix: str, to: ASGIApp) -> None:
        self._app, self._prefix, self._to = app, prefix, to
        self._below = f"{prefix}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] != "POST" or not scope["path"].startswith(self._below):
            await self._app(scope, receive, send)
            return
        root = scope.get("root_path", "")
        await self._to({**scope, "app_root_path": root, "root_path": root + self._prefix}, receive, send)
