"""Who calls: known by a bearer token (a session's token) or by the browser's session cookie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from inspect import signature
from typing import Annotated, Any, get_type_hints

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPBearer
from pydantic import TypeAdapter
from sqlalchemy import Connection

from workflows.api.problems import Refused
from workflows.api.strict_json import StrictRoute
from workflows.clock import city_date
from workflows.errors import NotFound
from workflows.http.cookies import Cookies
from workflows.http.recognise import recognise
from workflows.http.same_site import SAFE_METHODS, same_origin
from workflows.queries.processes import rights_context
from workflows.queries.viewer import Viewer
from workflows.rights import Action, Context, Decision, Resource, decide
from workflows.runtime import Services, read

_BEARER = HTTPBearer(auto_error=False, description="The token of an open session (`POST /session`)")
"""Read by nobody: it says in the schema how a program shows who it is."""


@dataclass
class Caller:
    """One call: who it comes from, with a view of the database while its route is at work."""

    services: Services
    now: datetime
    token: str
    _connection: Connection | None = None
    _person: Viewer | None = None

    @property
    def connection(self) -> Connection:
        """Give the open view; there is one inside a route of a CallRoute."""
        assert self._connection is not None
        return self._connection

    @property
    def person(self) -> Viewer:
        """Give who calls; known inside a route of a CallRoute."""
        assert self._person is not None
        return self._person

    @contextmanager
    def view(self) -> Iterator[None]:
        """Keep a view of the database open; raises Refused when it knows nobody by this token."""
        with read(self.services) as self._connection:
            self._person = recognise(self.services, self._connection, self.token, self.now)
            if self._person is None:
                raise _unknown()
            yield

    @cached_property
    def context(self) -> Context:
        """Give what the rights need to know beside the subject and the resource."""
        return rights_context(self.services, self.connection, city_date(self.now))

    def may(self, action: Action, resource: Resource) -> bool:
        """Tell whether the caller may do this."""
        return decide(self.person.subject, action, resource, self.context).allowed

    def require(self, action: Action, resource: Resource) -> None:
        """Raise Refused unless the caller may do this."""
        decision = decide(self.person.subject, action, resource, self.context)
        if not decision.allowed:
            raise Refused(decision)

    def require_sight(self, action: Action, resource: Resource | None, what: str, number: int) -> None:
        """Raise NotFound unless the caller may see this: whether it exists is nobody else's business."""
        if resource is None or not self.may(action, resource):
            raise NotFound(what=what, id=number)


def services_of(request: Request) -> Services:
    """Give the parts that the application was made with."""
    services: Services = request.app.state.services
    return services


async def _caller(request: Request, _shown: Annotated[object, Depends(_BEARER)]) -> Caller:
    """Take the token; whom it belongs to is asked in the thread that does the work."""
    services = services_of(request)
    token = _bearer(request) or _cookie(request, services)
    if not token:
        raise _unknown()
    return Caller(services, services.clock.now(), token)


def _unknown() -> Refused:
    return Refused(Decision(False, "signed_in", "rights.signed_in"), 401)


CallerGiven = Annotated[Caller, Depends(_caller)]


class CallRoute(StrictRoute):
    """A route whose whole work is done in one thread: who calls, what they may, the work, its answer as JSON.

    Every change of threads costs as much as a query. And kept open from one thread to the next, the views of waiting
    calls could take every connection there is, and none of them would get the second one it needs to write.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, _in_one_thread(endpoint, options.get("status_code") or 200), **options)


def _in_one_thread(endpoint: Callable[..., Any], status: int) -> Callable[..., Any]:
    if hasattr(endpoint, "__wrapped__") or "caller" not in signature(endpoint).parameters:
        return endpoint
    shape = TypeAdapter[Any](get_type_hints(endpoint)["return"])

    def answer(caller: Caller, given: dict[str, Any]) -> Response:
        with caller.view():
            told = endpoint(caller=caller, **given)
        return Response(None if told is None else shape.dump_json(told), status, media_type="application/json")

    @wraps(endpoint)
    async def called(*, caller: Caller, **given: Any) -> Response:
        return await run_in_threadpool(answer, caller, given)

    return called


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _cookie(request: Request, services: Services) -> str:
    """A browser sends its cookie wherever it is asked to: what changes something must come from our own pages."""
    if request.method not in SAFE_METHODS and not same_origin(request, services.settings.public_url):
        return ""
    return Cookies(services.settings).session(request)
