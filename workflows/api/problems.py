"""Errors as JSON: what happened, where, and what to do next, in the language of `Accept-Language` (Korean first)."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

import messages
from messages import Language
from workflows.errors import AnswerRefused, JoryeError
from workflows.http.status import status_of
from workflows.rights import Decision


class Refused(Exception):  # noqa: N818  # named for the decision it carries
    """The rights refuse; `status` is 401 when nobody is known, 403 else."""

    def __init__(self, decision: Decision, status: int = 403) -> None:
        super().__init__(decision.rule)
        self.decision, self.status = decision, status


def language_of(request: Request) -> Language:
    """Choose the language of the answer."""
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "ko"


def tell_problems(app: FastAPI) -> None:
    """Turn every refusal into the one shape `{"error": {code, message, where, fields, retryable}}`."""
    app.add_exception_handler(JoryeError, _failed)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _unanswered)
    app.add_exception_handler(Exception, _broken)


def _failed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, JoryeError)  # registered for nothing else
    language = language_of(request)
    fields = _fields(error, language) if isinstance(error, AnswerRefused) else []
    return _answer(request, status_of(error), error.code, error.text(language), fields, retryable=error.retryable)


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)  # registered for nothing else
    return _answer(request, error.status, error.decision.rule, error.decision.text(language_of(request)))


def _malformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # registered for nothing else
    fields = [
        {"path": ".".join(map(str, each["loc"])), "code": each["type"], "message": _said(each)}
        for each in error.errors()
    ]
    return _answer(request, 422, "malformed", messages.text("api.malformed", language_of(request)), fields)


def _said(problem: dict[str, Any]) -> str:
    """Of JSON that cannot be read the reader itself says why."""
    why = problem.get("ctx", {}).get("error", "") if problem["type"] == "json_invalid" else ""
    return f"{problem['msg']}: {why}" if why else str(problem["msg"])


_UNANSWERED = {404: "no_address", 405: "no_method", 413: "too_big"}


def _unanswered(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # registered for nothing else
    code = _UNANSWERED.get(error.status_code, "unreadable")
    response = _answer(request, error.status_code, code, messages.text(f"api.{code}", language_of(request)))
    response.headers.update(error.headers or {})
    return response


def _broken(request: Request, error: Exception) -> JSONResponse:
    """A fault of ours: the caller hears that, the server's log hears what."""
    return _answer(request, 500, "broken", messages.text("api.broken", language_of(request)))


def _fields(error: AnswerRefused, language: Language) -> list[dict[str, Any]]:
    own = "message_en" if language == "en" else "message_ko"
    return [{"path": each.field_path, "code": each.code, "message": getattr(each, own)} for each in error.errors]


def _answer(
    request: Request,
    status: int,
    code: str,
    message: str,
    fields: list[dict[str, Any]] | None = None,
    *,
    retryable: bool = False,
) -> JSONResponse:
    where = f"{request.method} {request.url.path}"
    told = {"code": code, "message": message, "where": where, "fields": fields or [], "retryable": retryable}
    return JSONResponse({"error": told}, status)
