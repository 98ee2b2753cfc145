"""One request of one visitor: who it is, in which language, with an open view of the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlencode

from jinja2 import Environment
from markupsafe import Markup
from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Match

import messages
from messages import Language
from workflows.clock import city_date
from workflows.errors import NotFound
from workflows.http.same_site import SAFE_METHODS
from workflows.instances.titles import number_of
from workflows.queries.processes import PublishedProcess, processes, rights_context, starts
from workflows.queries.viewer import Viewer
from workflows.queries.worklist import counts
from workflows.rights import Action, Context, Decision, Page, Resource, decide
from workflows.services import Services
from workflows.web import rendering
from workflows.web.words import Words


class SignInNeeded(Exception):  # noqa: N818  # not an error: the visitor is led to the sign-in page
    """Nobody is signed in, and the page is for somebody."""

    def text(self, language: Language) -> str:
        """Give the sentence that asks to sign in."""
        return messages.text("rights.signed_in", language)


class Forbidden(Exception):  # noqa: N818  # named for the decision it carries
    """The rights refuse; `decision` says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.rule)
        self.decision = decision


@dataclass(frozen=True)
class Tools:
    """What all visits share."""

    services: Services
    templates: Environment
    assets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NavLink:
    """One entry of the main menu."""

    name: str
    href: str
    current: bool
    count: int = 0


@dataclass
class Visit:
    """A request with its visitor; pages are functions of it."""

    tools: Tools
    request: Request
    connection: Connection
    now: datetime
    language: Language
    viewer: Viewer | None
    csrf: str
    form: FormData
    body: bytes = b""
    """What a script of ours sent; empty where a form was sent."""
    speaks: Literal["page", "data"] = "page"
    """Whether a person reads the answer or a script of ours."""

    @property
    def services(self) -> Services:
        """Give the parts that use cases need."""
        return self.tools.services

    @property
    def today(self) -> date:
        """Give the calendar date in the city."""
        return city_date(self.now)

    @cached_property
    def t(self) -> Words:
        """Give the words of the visitor's language."""
        return Words(self.language, self.today)

    @cached_property
    def context(self) -> Context:
        """Give what the rights need to know beside the subject and the resource."""
        return rights_context(self.services, self.connection, self.today)

    @cached_property
    def processes(self) -> tuple[PublishedProcess, ...]:
        """Give the processes in effect, by title."""
        return processes(self.connection, self.today)

    @cached_property
    def process_names(self) -> dict[str, str]:
        """Give the titles of the processes in effect in the visitor's language, by id."""
        return {each.process_id: each.name(self.language) for each in self.processes}

    def case_title(self, title: str, process_id: str) -> str:
        """Give a case's title in the visitor's language: what it says of the process is translated, names are not."""
        if self.language == "en":
            for each in self.processes:
                if each.process_id == process_id and title.startswith(each.title):
                    return each.name("en") + title.removeprefix(each.title)
        return title

    def case_number(self, business_key: str) -> str:
        """Give a case's number with the title of its process in the visitor's language."""
        return number_of(business_key, self.process_names)

    @property
    def person(self) -> Viewer:
        """Give who is signed in; raises SignInNeeded."""
        if self.viewer is None:
            raise SignInNeeded
        return self.viewer

    def may(self, action: Action, resource: Resource) -> bool:
        """Tell whether the visitor may do this."""
        return decide(self.viewer.subject if self.viewer else None, action, resource, self.context).allowed

    def require(self, action: Action, resource: Resource) -> None:
        """Raise SignInNeeded or Forbidden unless the visitor may do this."""
        decision = decide(self.person.subject, action, resource, self.context)
        if not decision.allowed:
            raise Forbidden(decision)

    def require_sight(self, action: Action, resource: Resource | None, what: str, number: object) -> None:
        """Raise NotFound unless the visitor may see this: whether it exists is nobody else's business."""
        if resource is None or not self.may(action, resource):
            self.person  # noqa: B018  # somebody who is not signed in is asked to sign in first
            raise NotFound(what=what, id=number)

    def param(self, name: str) -> str:
        """Give a parameter of the address, stripped; empty without one."""
        return self.request.query_params.get(name, "").strip()

    def field(self, name: str) -> str:
        """Give a field of the form as text, stripped; empty without one."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """Give a number out of the path."""
        return int(self.request.path_params[name])

    @property
    def is_partial(self) -> bool:
        """Tell whether a script asks for a part of the page."""
        return self.request.headers.get("hx-request") == "true"

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """Answer with a page."""
        words = self.render(template, **values)
        return HTMLResponse(words, status)

    def render(self, template: str, **values: Any) -> str:
        """Fill a template with the page's values and what every page has."""
        return self.tools.templates.get_template(template).render(self._common() | values)

    def data(self, document: Any, *, status: int = 200, **headers: str) -> Response:
        """Answer a script of ours."""
        return JSONResponse(document, status, {name.replace("_", "-"): value for name, value in headers.items()})

    def moment(self, at: datetime) -> str:
        """Write a moment in the visitor's language."""
        return rendering.show_moment(at, self.language)

    def redirect(self, address: str, done: str = "") -> Response:
        """Send the visitor on, after something was done (a key below `web.done`)."""
        joint = "&" if "?" in address else "?"
        return RedirectResponse(f"{address}{joint}{urlencode({'done': done})}" if done else address, 303)

    def _common(self) -> dict[str, Any]:
        t = self.t
        return {
            "t": t,
            "language": self.language,
            "asset": self.tools.assets.__getitem__,
            "csrf_field": Markup('<input type="hidden" name="csrf" value="{}">').format(self.csrf),
            "here": self._here,
            "demo": self.services.settings.demo,
            "now": self.now,
            "person": self.viewer,
            "nav": self._nav(),
            "done": t.known(f"done.{self.param('done')}", "") if self.param("done") else "",
            "role_names": t.roles,
            "role_deeds": t.deeds,
            "case_title": self.case_title,
            "case_number": self.case_number,
            "days_left": t.days_left,
            "status_chip": t.status_chip,
            "mark_chip": t.mark_chip,
            **{name: self._speaking(shown) for name, shown in _SHOWN.items()},
            "size": rendering.show_size,
        }

    @property
    def _here(self) -> str:
        """Give where the page can be opened again: what answered a form may stand at an address that only takes it."""
        path = self.request.url.path
        if self.request.method in SAFE_METHODS:
            return path
        while path and not self._opens(path):
            path = path.rpartition("/")[0]
        return path or "/"

    def _opens(self, path: str) -> bool:
        scope = {**self.request.scope, "path": path, "method": "GET"}
        return any(route.matches(scope)[0] is Match.FULL for route in self.request.app.routes)

    def _speaking(self, shown: Callable[[Any, Language], str]) -> Callable[[Any], str]:
        return lambda value: shown(value, self.language)

    def _nav(self) -> list[NavLink]:
        if self.viewer is None:
            return []
        subject, here = self.viewer.subject, self.request.url.path
        entries: list[tuple[str, str, Action]] = [
            ("worklist", "/", "page.open"),
            ("cases", "/cases", "case.list"),
            *([("start", "/start", "page.open")] if self.may_start else []),  # type: ignore[list-item]  # literals
            ("processes", "/processes", "process.read"),
            ("committees", "/committees", "committee.read"),
            ("ordinance", "/ordinance", "page.open"),
            ("studio", "/studio", "studio.read"),
            ("operations", "/operations", "operations.read"),
        ]
        waiting = counts(self.connection, subject.person_id, self.now).open
        return [
            NavLink(name, href, _is_current(here, href), waiting if name == "worklist" else 0)
            for name, href, action in entries
            if self.may(action, Page(name))
        ]

    @cached_property
    def may_start(self) -> bool:
        """Tell whether there is any process that the visitor may start."""
        return any(
            self.may("case.start", start.resource) for start in starts(self.services, self.connection, self.today)
        )


_SHOWN: Mapping[str, Callable[[Any, Language], str]] = {
    "day": rendering.show_day,
    "moment": rendering.show_moment,
    "won": rendering.show_won,
    "shown": rendering.show_value,
}


def _is_current(here: str, href: str) -> bool:
    if href == "/":
        return here == "/" or here.startswith("/tasks")
    return here == href or here.startswith(f"{href}/")
