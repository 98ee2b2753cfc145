"""A browser without scripts: reads pages, fills in their forms, presses their buttons, as the server sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from lxml import html
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

from tests.kit.city import City
from tests.kit.portal import sharing_the_loop
from workflows.http.cookies import Cookies
from workflows.use_cases.enter_demo import enter_demo

ORIGIN = "http://testserver"
Files = Mapping[str, tuple[str, bytes]]


class Page:
    """One answer of the server."""

    def __init__(self, visitor: Visitor, answer: httpx.Response) -> None:
        self.visitor = visitor
        self.status = answer.status_code
        self.address = answer.url.path
        self.headers = answer.headers
        self.words = answer.text
        self.document = html.fromstring(answer.text) if "html" in answer.headers.get("content-type", "") else None

    def texts(self, selector: str) -> list[str]:
        """Give the words of everything that a CSS class or tag selects (`.chip`, `h1`, `.error-summary a`)."""
        return [" ".join(" ".join(node.itertext()).split()) for node in self._select(selector)]

    def links(self) -> list[str]:
        """Give where every link leads."""
        assert self.document is not None
        return [str(node.get("href")) for node in self.document.iter("a")]

    def fields(self, form: str = "answer") -> dict[str, str]:
        """Give what a form holds now, as a browser would send it (without buttons and files)."""
        return {name: value for name, value in self._form(form).form_values() if name != "do"}

    def press(
        self, button: str, typed: Mapping[str, str | Sequence[str]] | None = None, *, files: Files | None = None
    ) -> Page:
        """Fill in the answer form and press one of its buttons (`finish`, `add:costs`)."""
        form = self._form("answer")
        sent: dict[str, Any] = {**self.fields(), **(typed or {}), "do": button}
        return self.visitor.post(str(form.action), sent, files=files)

    def sent(self) -> dict[str, str]:
        """Give what the only form of the page holds, its hidden fields and all."""
        assert self.document is not None
        [form] = self.document.xpath("//main//form")
        return dict(form.form_values())

    def _form(self, form: str) -> Any:
        assert self.document is not None
        return next(each for each in self.document.forms if each.get("id") == form)

    def _select(self, selector: str) -> list[Any]:
        assert self.document is not None
        path = ""
        for part in selector.split():
            tag, _, name = part.partition(".")
            path += f"//{tag or '*'}"
            if name:
                path += f"[contains(concat(' ', @class, ' '), ' {name} ')]"
        return list(self.document.xpath(path))


class Visitor:
    """Somebody at a browser with cookies."""

    def __init__(self, site: Starlette) -> None:
        self.client = sharing_the_loop(TestClient(site, base_url=ORIGIN, raise_server_exceptions=True))

    def open(self, address: str, **headers: str) -> Page:
        """Open an address."""
        return Page(self, self.client.get(address, headers=headers))

    def enter_as(self, login: str) -> Page:
        """Become a demo person with one click."""
        self.client.cookies.clear()
        return self.post("/sign-in/demo", {"csrf": self.csrf("/sign-in"), "login": login, "next": "/"})

    def come_in(self, city: City, login: str) -> None:
        """Be a demo person whose session was opened on another page, which takes a tenth of the time of `enter_as`."""
        with city.unit_of_work() as uow:
            signed_in = enter_demo(uow, login, now=city.clock.now())
        opened = Response()
        Cookies(city.services.settings).open_session(opened, signed_in.token)
        request = httpx.Request("POST", ORIGIN)
        self.client.cookies.clear()
        self.client.cookies.extract_cookies(httpx.Response(303, headers=opened.raw_headers, request=request))

    def csrf(self, address: str) -> str:
        """Give the token that the page's forms carry."""
        document = self.open(address).document
        assert document is not None
        return str(document.xpath("//input[@name='csrf']/@value")[0])

    def post(
        self,
        address: str,
        sent: Mapping[str, Any],
        *,
        files: Files | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Send a form from one of our own pages."""
        attached = {name: (file, content) for name, (file, content) in (files or {}).items()}
        answer = self.client.post(
            address, data=dict(sent), files=attached or None, headers={"origin": ORIGIN, **(headers or {})}
        )
        return Page(self, answer)
