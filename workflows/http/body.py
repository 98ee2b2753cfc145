"""How much a request may carry, whether it says so beforehand or not."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def declared_size(headers: Headers) -> int:
    """Give how many bytes a request says it carries; 0 when it does not say."""
    said = headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else 0


def bounded(scope: Scope, receive: Receive, limit: int) -> Receive:
    """Give what reads a body of at most `limit` bytes; more of it raises HTTPException 413."""
    taken = 0

    async def at_most() -> Message:
        nonlocal taken
        if declared_size(Headers(scope=scope)) > limit:
            raise HTTPException(413)
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(413)
        return message

    return at_most


class BoundedBody:
    """Lets no request carry more than `limit` bytes to the application inside."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app, self._limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body bounded."""
        await self._app(scope, bounded(scope, receive, self._limit), send)
