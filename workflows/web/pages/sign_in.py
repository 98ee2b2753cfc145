"""Signing in and out; in a demonstration one click makes the visitor one of its people."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from workflows.errors import SignInFailed, SignInPaused
from workflows.http.cookies import Cookies
from workflows.http.sign_in_pace import sign_in_from
from workflows.queries.viewer import Viewer, viewers
from workflows.rights import MEMBERS
from workflows.runtime import begin
from workflows.use_cases.enter_demo import enter_demo
from workflows.use_cases.sign_in import SignedIn
from workflows.use_cases.sign_out import sign_out
from workflows.web.endpoint import Address
from workflows.web.visit import Visit

GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("outside", frozenset({"applicant"})),
    ("leaders", frozenset({"team_lead", "division_head", "bureau_chief", "vice_mayor", "mayor"})),
    ("finance", frozenset({"budget_officer", "accounting_officer", "payment_officer"})),
    ("officers", frozenset({"officer", "plan_writer", "committee_secretary"})),
    ("system", frozenset({"operator", "process_owner", "auditor"})),
    ("committee", MEMBERS),
)
SHOWN = ("outside", "officers", "leaders", "finance", "committee", "system")


def show_sign_in(visit: Visit) -> Response:
    """Show the form, unless somebody is signed in already."""
    return visit.redirect(_next(visit.param("next"))) if visit.viewer else _page(visit, _next(visit.param("next")))


def enter(visit: Visit) -> Response:
    """Sign in with login and password."""
    login = visit.field("login")
    try:
        signed_in = sign_in_from(
            visit.services, visit.request, login, str(visit.form.get("password", "")), now=visit.now
        )
    except (SignInFailed, SignInPaused) as refusal:
        status = 401 if isinstance(refusal, SignInFailed) else 429
        return _page(visit, _next(visit.field("next")), login, refusal.text(visit.language), status)
    return _welcome(visit, signed_in)


def enter_as_demo_person(visit: Visit) -> Response:
    """Become a demo person."""
    with begin(visit.services) as uow:
        signed_in = enter_demo(uow, visit.field("login"), now=visit.now)
    return _welcome(visit, signed_in)


def leave(visit: Visit) -> Response:
    """Sign out."""
    cookies = Cookies(visit.services.settings)
    with begin(visit.services) as uow:
        sign_out(uow, cookies.session(visit.request))
    response = RedirectResponse("/sign-in?done=signed_out", 303)
    cookies.end_session(response)
    return response


def _welcome(visit: Visit, signed_in: SignedIn) -> Response:
    response = RedirectResponse(_next(visit.field("next")), 303)
    Cookies(visit.services.settings).open_session(response, signed_in.token)
    return response


def _page(visit: Visit, following: str, login: str = "", error: str = "", status: int = 200) -> Response:
    people = _demo_people(visit) if visit.services.settings.demo else []
    return visit.page("sign_in.html", status=status, next=following, login=login, error=error, people=people)


def _demo_people(visit: Visit) -> list[tuple[str, list[Viewer]]]:
    groups: dict[str, list[Viewer]] = {}
    for person in viewers(visit.connection, visit.now):
        groups.setdefault(_group(person), []).append(person)
    return [(name, groups[name]) for name in SHOWN if name in groups]


def _group(person: Viewer) -> str:
    return next((name for name, roles in GROUPS if person.roles & roles), "system")


def _next(address: str) -> str:
    """Lead only to our own pages: an address beginning with two slashes is somebody else's host."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"


ADDRESSES = (
    Address("/sign-in", show_sign_in, None),
    Address("/sign-in", enter, None, "POST"),
    Address("/sign-in/demo", enter_as_demo_person, None, "POST"),
    Address("/sign-out", leave, None, "POST"),
)
