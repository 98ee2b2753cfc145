"""From a request to a page: guards every unsafe method, opens the visit, and turns refusals into pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workflows.errors import JoryeError
from workflows.http.cookies import Cookies, new_visit
from workflows.http.same_site import SAFE_METHODS, right_token, same_origin, token_for
from workflows.http.status import status_of
from workflows.queries.viewer import viewer
from workflows.rights import Action, Page
from workflows.runtime import read
from workflows.use_cases.keep_session import keep_session
from workflows.web.problems import problem_page
from workflows.web.visit import Forbidden, SignInNeeded, Tools, Visit

Handler = Callable[[Visit], Response]
MOST_FIELDS = 5000
MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Address:
    """A page's address, its method and handler; `gate` is what the rights ask before the handler runs.

    None as gate means that anybody may come: signing in, the language, the health check.
    """

    path: str
    handler: Handler
    gate: Action | None
    method: str = "GET"


def routes(tools: Tools, addresses: Sequence[Address]) -> list[Route]:
    """Turn addresses into Starlette's routes."""
    cookies = Cookies(tools.services.settings)
    return [Route(each.path, _endpoint(tools, cookies, each), methods=[each.method]) for each in addresses]


def _endpoint(tools: Tools, cookies: Cookies, address: Address) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        limit = tools.services.settings.upload_limit
        if int(request.headers.get("content-length") or 0) > MOST_FILES * limit:
            return await run_in_threadpool(_answer, tools, cookies, request, FormData(), _too_big)
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
            sent = form if request.method not in SAFE_METHODS else FormData()
            return await run_in_threadpool(_answer, tools, cookies, request, sent, _guarded(address))

    return endpoint


def _guarded(address: Address) -> Handler:
    def handler(visit: Visit) -> Response:
        if visit.request.method not in SAFE_METHODS and not _is_ours(visit):
            return problem_page(visit, "stale", 403)
        if address.gate is not None:
            visit.require(address.gate, Page(address.path))
        return address.handler(visit)

    return handler


def _answer(tools: Tools, cookies: Cookies, request: Request, form: FormData, handler: Handler) -> Response:
    services = tools.services
    now = services.clock.now()
    token = cookies.session(request)
    person_id = keep_session(services, token, now=now) if token else None
    visit_name = cookies.visit(request) or new_visit()
    with read(services) as connection:
        visit = Visit(
            tools=tools,
            request=request,
            connection=connection,
            now=now,
            language=cookies.language(request),
            viewer=viewer(connection, person_id, now) if person_id is not None else None,
            csrf=token_for(services.settings.secret, visit_name),
            form=form,
        )
        response = _handled(visit, handler)
    if not cookies.visit(request) and "set-cookie" not in response.headers:
        cookies.begin_visit(response, visit_name)
    return response


def _handled(visit: Visit, handler: Handler) -> Response:
    try:
        return handler(visit)
    except SignInNeeded:
        return RedirectResponse(f"/sign-in?next={quote(visit.request.url.path)}", 303)
    except Forbidden as refusal:
        return problem_page(visit, "forbidden", 403, refusal.decision.text(visit.language))
    except JoryeError as error:
        return problem_page(visit, *_told(visit, error))


def _told(visit: Visit, error: JoryeError) -> tuple[str, int, str]:
    status = status_of(error)
    return ("not_found" if status == 404 else "refused", status, error.text(visit.language))


def _is_ours(visit: Visit) -> bool:
    settings = visit.services.settings
    name = Cookies(settings).visit(visit.request)
    return same_origin(visit.request, settings.public_url) and right_token(settings.secret, name, visit.field("csrf"))


def _too_big(visit: Visit) -> Response:
    return problem_page(visit, "too_big", 413)


async def problem(tools: Tools, request: Request, kind: str, status: int) -> Response:
    """Answer outside any page, for an address that does not exist."""

    def handler(visit: Visit) -> Response:
        return problem_page(visit, kind, status)

    return await run_in_threadpool(_answer, tools, Cookies(tools.services.settings), request, FormData(), handler)
