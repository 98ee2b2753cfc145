"""Who calls: known by a bearer token (a session's token) or by the browser's session cookie."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from sqlalchemy import Connection

from workflows.api.problems import Refused
from workflows.clock import city_date
from workflows.errors import NotFound
from workflows.http.cookies import Cookies
from workflows.http.recognise import kept_alive
from workflows.http.same_site import SAFE_METHODS, same_origin
from workflows.queries.processes import rights_context
from workflows.queries.viewer import Viewer, ask_viewer, viewer_found
from workflows.records.database import together
from workflows.rights import Action, Context, Decision, Resource, decide
from workflows.runtime import read, read_one_moment
from workflows.services import Services

_BEARER = HTTPBearer(auto_error=False, description="The token of an open session (`POST /session`)")
"""Asked by nobody: it says in the schema how a program shows who it is."""

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True)
class Caller:
    """One call: who it comes from, with a view of the database while its route is at work."""

    services: Services
    connection: Connection
    now: datetime
    token: str
    person: Viewer
    ahead: Any = None
    """The rows that the route looked for in the same round trip (`looking_ahead`)."""

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


CallerGiven = Annotated[Caller, Depends(_BEARER)]


LookAhead = Callable[[Connection, Mapping[str, Any]], Any]
"""Sends a question made of what stands in the path and gives the driver's cursor."""


def looking_ahead(look: LookAhead) -> Callable[[Endpoint], Endpoint]:
    """Have a route's first question sent together with the one who calls; its rows are the caller's `ahead`."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.look_ahead = look  # type: ignore[attr-defined]  # functions take attributes, their type does not say
        return endpoint

    return mark


@contextmanager
def caller_of(request: Request, look: LookAhead | None = None) -> Iterator[Caller]:
    """Recognise who calls and keep a view of the database open for them; raises Refused when nobody is known."""
    services = services_of(request)
    now = services.clock.now()
    token = _bearer(request) or _cookie(request, services)
    reading = read if look else read_one_moment  # who looks ahead asks little more, and must be quick
    with reading(services) as connection:
        with together(connection):
            asked = ask_viewer(services, connection, token, now)
            beside = look(connection, request.path_params) if look else None
        ahead = beside.fetchall() if beside else None
        person = kept_alive(services, viewer_found(services, connection, asked.fetchall(), now), token, now)
        if person is None:
            raise Refused(Decision(False, "signed_in", "rights.signed_in"), 401)
        yield Caller(services, connection, now, token, person, ahead)


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _cookie(request: Request, services: Services) -> str:
    """A browser sends its cookie wherever it is asked to: what changes something must come from our own pages."""
    if request.method not in SAFE_METHODS and not same_origin(request, services.settings.public_url):
        return ""
    return Cookies(services.settings).session(request)
