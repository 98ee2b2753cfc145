"""The three cookies: who is signed in, which visit a form belongs to, which language is read."""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import Response

from messages import LANGUAGES, Language
from workflows.settings import Settings

_A_YEAR = 365 * 24 * 3600


class Cookies:
    """Reads and sets the cookies of this installation; over HTTPS their names bind them to the host."""

    def __init__(self, settings: Settings) -> None:
        self._https = settings.public_url.startswith("https://")
        prefix = "__Host-" if self._https else ""
        self._session, self._visit, self._language = (
            f"{prefix}jorye_{name}" for name in ("session", "visit", "language")
        )
        self._session_seconds = settings.session_hours * 3600

    def session(self, request: Request) -> str:
        """Give the token of the session; empty without one."""
        return request.cookies.get(self._session, "")

    def visit(self, request: Request) -> str:
        """Give the random name of this browser's visit; empty on its first request."""
        return request.cookies.get(self._visit, "")

    def language(self, request: Request) -> Language:
        """Give the language chosen before; Korean first."""
        chosen = request.cookies.get(self._language)
        return next((each for each in LANGUAGES if each == chosen), "ko")

    def begin_visit(self, response: Response, visit: str) -> None:
        """Remember the visit for as long as the browser is open."""
        self._set(response, self._visit, visit, None)

    def open_session(self, response: Response, token: str) -> None:
        """Remember who is signed in, under a new visit: forms of before are void."""
        self._set(response, self._session, token, self._session_seconds)
        self.begin_visit(response, new_visit())

    def end_session(self, response: Response) -> None:
        """Forget who was signed in."""
        response.delete_cookie(self._session, path="/", secure=self._https, httponly=True, samesite="lax")
        self.begin_visit(response, new_visit())

    def speak(self, response: Response, language: Language) -> None:
        """Remember the language."""
        self._set(response, self._language, language, _A_YEAR)

    def _set(self, response: Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(name, value, max_age=seconds, path="/", secure=self._https, httponly=True, samesite="lax")


def new_visit() -> str:
    """Give a fresh random name for a visit."""
    return secrets.token_urlsafe(16)
