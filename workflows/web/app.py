"""The web application: pages, the browser's files, the API beside them, and the dispatcher while it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp

from workflows.dispatcher import Dispatcher
from workflows.http.straight import Straight
from workflows.records.database import AT_WORK
from workflows.services import Services
from workflows.web import endpoint, rendering
from workflows.web.assets import Assets, manifest
from workflows.web.endpoint import Address
from workflows.web.headers import SecurityHeaders, headers_of
from workflows.web.pages import (
    case,
    case_status,
    cases,
    committees,
    demo_clock,
    documents,
    files,
    health,
    language,
    message,
    operations,
    ordinance,
    processes,
    sign_in,
    start,
    studio,
    task,
    task_hands,
    worklist,
)
from workflows.web.visit import Tools

PAGES = (
    worklist,
    task,
    task_hands,
    cases,
    case,
    case_status,
    message,
    start,
    processes,
    committees,
    documents,
    files,
    ordinance,
    operations,
    studio,
    sign_in,
    language,
    health,
    demo_clock,
)

API = "/api/v1"
ADDRESSES: tuple[Address, ...] = tuple(address for page in PAGES for address in page.ADDRESSES)


def create_app(services: Services, api: ASGIApp | None = None) -> Starlette:
    """Put the application together; `api` is mounted below `/api/v1`. Raises AssetsMissing without built bundles."""
    tools = Tools(services, rendering.environment(), manifest())
    headers = headers_of(services.settings)
    mounts = [Mount("/static", Assets(), name="static"), *([Mount(API, api)] if api else [])]
    straight = [Middleware(Straight, prefix=API, to=SecurityHeaders(api, headers))] if api else []
    return Starlette(
        routes=[*mounts, *endpoint.routes(tools, ADDRESSES)],  # a request tries them in this order
        middleware=[
            *straight,
            Middleware(GZipMiddleware, minimum_size=1000),
            Middleware(SecurityHeaders, headers=headers),
        ],
        exception_handlers={HTTPException: _refused(tools), Exception: _broken(tools)},
        lifespan=_lifespan(services),
    )


def _lifespan(services: Services) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = AT_WORK
        dispatcher = Dispatcher(services)
        dispatcher.start()
        yield
        dispatcher.stop()

    return lifespan


_PROBLEMS = {404: "not_found", 405: "method", 413: "too_big"}


def _refused(tools: Tools) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # registered for nothing else
        kind = _PROBLEMS.get(error.status_code, "malformed")
        response = await endpoint.problem(tools, request, kind, error.status_code)
        response.headers.update(error.headers or {})
        return response

    return handler


def _broken(tools: Tools) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        response = endpoint.broken(tools, request)
        # This answer is made outside every middleware; the fault itself goes on to the server's log.
        response.headers.update({**headers_of(tools.services.settings), "Cache-Control": "no-store"})
        return response

    return handler
