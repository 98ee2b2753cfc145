"""The API's application, to be mounted below `/api/v1`."""

from __future__ import annotations

from fastapi import FastAPI

from workflows.api.problems import tell_problems
from workflows.api.routes import cases, processes, session, tasks
from workflows.runtime import Services


def create_api(services: Services) -> FastAPI:
    """Put the API together; its own documentation pages need scripts from elsewhere and stay off, the schema is on."""
    api = FastAPI(title="Jorye", version="1", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    api.state.services = services
    for room in (session, tasks, cases, processes):
        api.include_router(room.router)
    tell_problems(api)
    return api
