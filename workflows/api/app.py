"""The API's application, to be mounted below `/api/v1`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

from workflows.api.problems import tell_problems
from workflows.api.routes import cases, processes, session, tasks
from workflows.api.strict_json import BODY_BYTES
from workflows.http.body import BoundedBody
from workflows.records.database import CALLS_AT_WORK
from workflows.services import Services

_ROOMS = (tasks, cases, processes, session)
"""The most used ones first: a call tries them one by one."""


def create_api(services: Services) -> FastAPI:
    """Put the API together; its own documentation pages need scripts from elsewhere and stay off, the schema is on."""
    api = FastAPI(
        title="Jorye",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        telemetry={"tracing": False, "metrics": False, "logs": False},  # or each call would look for a receiver
        routes=[route for room in _ROOMS for route in room.router.routes],
    )
    api.state.services = services
    api.state.hands = ThreadPoolExecutor(CALLS_AT_WORK, "call")  # takes the calls up in the order in which they come
    api.add_middleware(BoundedBody, limit=BODY_BYTES)
    tell_problems(api)
    return api
