"""The routes of the API: declared and documented by FastAPI, each call answered in one thread."""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, get_type_hints

from anyio import to_thread
from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from workflows.api.asked import Asked
from workflows.api.caller import caller_of
from workflows.api.shapes import Problem

REFUSALS = {
    400: "The body cannot be read",
    401: "Nobody is known by this token, or login and password do not belong together",
    403: "The rights refuse",
    404: "There is no such thing, or it is not for the caller to see",
    409: "Something else happened meanwhile",
    413: "The body is too big",
    422: "The request or the answer does not have the expected shape",
    429: "Too many wrong passwords",
}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words} for status, words in REFUSALS.items()
}


class CallRoute(APIRoute):
    """A route whose whole work is done in one thread: who calls, what they ask, the work itself, its answer as JSON.

    FastAPI's own way goes through a thread for who calls, one for the work and one for the answer; it takes a third of
    the time of a finished task. And kept open from one thread to the next, the views of waiting calls could take every
    connection there is, and none of them would get the second one it needs to write.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **{**options, "responses": _REFUSALS})
        asks = get_type_hints(endpoint)
        self._asked = Asked(endpoint)
        self._for_somebody = "caller" in asks
        self._look_ahead = getattr(endpoint, "look_ahead", None)
        self._shape = TypeAdapter[Any](asks["return"])
        self.app = self._serve

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            body = await request.body() if self._asked.body else b""
        except ClientDisconnect as gone:
            raise HTTPException(400) from gone
        if self._for_somebody:
            hands: Executor = request.app.state.hands
            response = await get_running_loop().run_in_executor(hands, self._answer, request, body)
        else:  # signing in takes its time and would hold the others up
            response = await to_thread.run_sync(self._answer, request, body)
        await response(scope, receive, send)

    def _answer(self, request: Request, body: bytes) -> Response:
        if self._for_somebody:
            with caller_of(request, self._look_ahead) as caller:
                told = self.endpoint(caller=caller, **self._asked.read(request, body))
        else:
            told = self.endpoint(request=request, **self._asked.read(request, body))
        content = None if told is None else self._shape.dump_json(told)
        return Response(content, self.status_code or 200, media_type="application/json")
