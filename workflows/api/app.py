"""The API's application, to be mounted below `/api/v1`."""

from __future__ import annotations

from fastapi import FastAPI

from workflows.api.problems import tell_problems
from workflows.api.routes import cases, processes, session, tasks
from workflows.api.shapes import Problem
from workflows.api.strict_json import BODY_BYTES
from workflows.http.body import BoundedBody
from workflows.runtime import Services

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


def create_api(services: Services) -> FastAPI:
    """Put the API together; its own documentation pages need scripts from elsewhere and stay off, the schema is on."""
    api = FastAPI(
        title="Jorye",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        responses={status: {"model": Problem, "description": words} for status, words in REFUSALS.items()},
    )
    api.state.services = services
    api.add_middleware(BoundedBody, limit=BODY_BYTES)
    for room in (session, tasks, cases, processes):
        api.include_router(room.router)
    tell_problems(api)
    return api
