"""What the browser may do with our pages: nothing but what we serve, framed by nobody."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workflows.settings import Settings

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # bpmn-js positions shapes through style attributes
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def headers_of(settings: Settings) -> Mapping[str, str]:
    """Give the headers of every answer; an address with HTTPS asks the browser to stay with it."""
    https = settings.public_url.startswith("https://")
    return {**HEADERS, "Strict-Transport-Security": "max-age=31536000"} if https else HEADERS


class SecurityHeaders:
    """Adds the headers to every answer; pages of signed-in people are never kept by the browser."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        always = {**headers, "Cache-Control": "no-store"}
        self._always = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in always.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in self._always if each[0] not in said)]
            await send(message)

        await self._app(scope, receive, complete)
