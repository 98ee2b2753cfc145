"""From a request to a page: guards every unsafe method, opens the visit, and turns refusals into pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workflows.errors import JoryeError
from workflows.http.body import bounded, declared_size
from workflows.http.cookies import Cookies, new_visit
from workflows.http.recognise import recognise
from workflows.http.same_site import SAFE_METHODS, right_token, same_origin, token_for
from workflows.rights import Action, Page
from workflows.runtime import read_one_moment
from workflows.services import Services
from workflows.use_cases.keep_session import keep_session
from workflows.web.problems import held_page, interruption, problem_page, refusal_page
from workflows.web.visit import Forbidden, SignInNeeded, Tools, Visit

Handler = Callable[[Visit], Response]
MOST_FIELDS = 5000
MOST_FILES = 20
FORM_BYTES = 2 * 1024 * 1024
"""What the fields of a form may take together, files not counted."""
DATA_BYTES = 4 * 1024 * 1024
"""What a script may send at once: a file of a process twice over."""


class Number(Convertor[int]):
    """A number in an address, `{task_id:number}`: more digits than any of ours has lead nowhere."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        """Read the digits."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Write the digits."""
        return str(value)


register_url_convertor("number", Number())


Speech = Literal["page", "data"]


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a request."""

    speaks: Speech
    form: FormData = field(default_factory=FormData)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Address:
    """A page's address, its method and handler; `gate` is what the rights ask before the handler runs.

    None as gate means that anybody may come: signing in, the language, the health check. Files are taken only where
    `most_files` says so, and only from somebody who is signed in. What `speaks` data takes a body as it is and answers
    scripts of ours: its problems are JSON, its token comes in the header `X-CSRF-Token`.
    """

    path: str
    handler: Handler
    gate: Action | None
    method: str = "GET"
    most_files: int = 0
    speaks: Speech = "page"


def routes(tools: Tools, addresses: Sequence[Address]) -> list[Route]:
    """Turn addresses into Starlette's routes."""
    cookies = Cookies(tools.services.settings)
    return [Route(each.path, _endpoint(tools, cookies, each), methods=[each.method]) for each in addresses]


def _endpoint(tools: Tools, cookies: Cookies, address: Address) -> Callable[[Request], Awaitable[Response]]:
    handler = _guarded(address)

    async def endpoint(request: Request) -> Response:
        request.state.speaks = address.speaks  # for whoever answers when the request is broken off
        if "\0" in request.url.path or "%00" in request.url.query:
            raise HTTPException(400)
        if request.method in SAFE_METHODS:
            return await run_in_threadpool(_answer, tools, cookies, request, Sent(address.speaks), handler)
        if address.speaks == "data":
            body = await Request(request.scope, bounded(request.scope, request.receive, DATA_BYTES)).body()
            return await run_in_threadpool(_answer, tools, cookies, request, Sent("data", body=body), handler)
        limit = FORM_BYTES
        if address.most_files and declared_size(request.headers) > limit:
            limit += await run_in_threadpool(_room_for_files, tools.services, cookies.session(request), address)
        sent = Request(request.scope, bounded(request.scope, request.receive, limit))
        async with sent.form(max_files=address.most_files, max_fields=MOST_FIELDS) as form:
            _require_text(form)
            return await run_in_threadpool(_answer, tools, cookies, request, Sent("page", form), handler)

    return endpoint


def _room_for_files(services: Services, token: str, address: Address) -> int:
    known = keep_session(services, token, now=services.clock.now()) is not None if token else False
    return address.most_files * services.settings.upload_limit if known else 0


def _require_text(form: FormData) -> None:
    """Refuse what only looks like text: no store keeps a zero character, none half a character."""
    try:
        for text in (part for pair in form.multi_items() for part in pair if isinstance(part, str)):
            if b"\0" in text.encode():
                raise HTTPException(400)
    except UnicodeEncodeError as error:
        raise HTTPException(400) from error


def _guarded(address: Address) -> Handler:
    def handler(visit: Visit) -> Response:
        if visit.request.method not in SAFE_METHODS and not _is_ours(visit):
            return _not_taken(visit, address)
        if address.gate is not None:
            visit.require(address.gate, Page(address.path))
        return address.handler(visit)

    return handler


def _not_taken(visit: Visit, address: Address) -> Response:
    """Answer a form of another visit; what was typed into a page of ours is held, and never a password."""
    kind = "stale" if visit.viewer else "signed_out"
    if visit.is_partial:
        return interruption(visit, kind, 403)
    if visit.speaks == "page" and address.gate is not None and _is_from_here(visit):
        return held_page(visit, kind, 403)
    return problem_page(visit, "stale", 403)


def _answer(tools: Tools, cookies: Cookies, request: Request, sent: Sent, handler: Handler) -> Response:
    services = tools.services
    now = services.clock.now()
    token = cookies.session(request)
    visit_name = cookies.visit(request) or new_visit()
    with read_one_moment(services) as connection:
        visit = Visit(
            tools=tools,
            request=request,
            connection=connection,
            now=now,
            language=cookies.language(request),
            viewer=recognise(services, connection, token, now),
            csrf=token_for(services.settings.secret, visit_name),
            form=sent.form,
            body=sent.body,
            speaks=sent.speaks,
        )
        response = _handled(visit, handler)
    if not cookies.visit(request) and "set-cookie" not in response.headers:
        cookies.begin_visit(response, visit_name)
    return response


def _handled(visit: Visit, handler: Handler) -> Response:
    try:
        return handler(visit)
    except SignInNeeded as refusal:
        if visit.speaks == "data":
            return problem_page(visit, "signed_in", 401, refusal.text(visit.language))
        if visit.is_partial:
            return interruption(visit, "signed_out", 401)
        if visit.request.method not in SAFE_METHODS:
            return held_page(visit, "signed_out", 401)
        return RedirectResponse(f"/sign-in?next={quote(visit.request.url.path)}", 303)
    except Forbidden as refusal:
        return problem_page(visit, "forbidden", 403, refusal.decision.text(visit.language))
    except JoryeError as error:
        return refusal_page(visit, error)


def _is_ours(visit: Visit) -> bool:
    settings = visit.services.settings
    name = Cookies(settings).visit(visit.request)
    given = visit.request.headers.get("x-csrf-token", "") if visit.speaks == "data" else visit.field("csrf")
    return _is_from_here(visit) and right_token(settings.secret, name, given)


def _is_from_here(visit: Visit) -> bool:
    return same_origin(visit.request, visit.services.settings.public_url)


async def problem(tools: Tools, request: Request, kind: str, status: int) -> Response:
    """Answer a request that leads to no address, or was broken off on its way into one."""

    def handler(visit: Visit) -> Response:
        return problem_page(visit, kind, status)

    sent = Sent(_spoken(request))
    return await run_in_threadpool(_answer, tools, Cookies(tools.services.settings), request, sent, handler)


def broken(tools: Tools, request: Request) -> Response:
    """Answer after a fault of ours; the store may be what broke, so nobody is looked up."""
    cookies = Cookies(tools.services.settings)
    visit = Visit(
        tools=tools,
        request=request,
        connection=None,  # type: ignore[arg-type]  # a page without a viewer asks the store nothing
        now=tools.services.clock.now(),
        language=cookies.language(request),
        viewer=None,
        csrf=token_for(tools.services.settings.secret, cookies.visit(request)),
        form=FormData(),
        speaks=_spoken(request),
    )
    return problem_page(visit, "broken", 500)


def _spoken(request: Request) -> Speech:
    """Tell what the address that was reached speaks; pages where none was."""
    return getattr(request.state, "speaks", "page")
