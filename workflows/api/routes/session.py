"""Signing in and out over the API."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import text

from workflows.api.call import CallRoute
from workflows.api.caller import CallerGiven, services_of
from workflows.api.shapes import Credentials, Health, Person, Session
from workflows.http.sign_in_pace import sign_in_from
from workflows.runtime import begin, read
from workflows.use_cases.sign_out import sign_out

router = APIRouter(route_class=CallRoute)


@router.get("/health")
def health(request: Request) -> Health:
    """Answer once the database has answered."""
    with read(services_of(request)) as connection:
        connection.execute(text("SELECT 1"))
    return Health(status="ok")


@router.post("/session", status_code=201)
def open_session(request: Request, credentials: Credentials) -> Session:
    """Sign in."""
    services = services_of(request)
    now = services.clock.now()
    signed_in = sign_in_from(services, request, credentials.login, credentials.password, now=now)
    return Session(token=signed_in.token, expires_at=signed_in.expires_at)


@router.delete("/session", status_code=204)
def close_session(caller: CallerGiven) -> None:
    """Sign out."""
    with begin(caller.services) as uow:
        sign_out(uow, caller.token)


@router.get("/me")
def me(caller: CallerGiven) -> Person:
    """Tell who is signed in."""
    person = caller.person
    return Person(
        person_id=person.person_id,
        login=person.login,
        name_ko=person.name_ko,
        name_en=person.name_en,
        roles=sorted(person.roles),
    )
