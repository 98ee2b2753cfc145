"""The language switch."""

from __future__ import annotations

from starlette.responses import Response

from messages import LANGUAGES, Language
from workflows.http.cookies import Cookies
from workflows.web.endpoint import Address
from workflows.web.visit import Visit


def choose_language(visit: Visit) -> Response:
    """Remember the language and go back to where the visitor was."""
    back = visit.field("next")
    response = visit.redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/")
    chosen: Language = next((each for each in LANGUAGES if each == visit.field("language")), "ko")
    Cookies(visit.services.settings).speak(response, chosen)
    return response


ADDRESSES = (Address("/language", choose_language, None, "POST"),)
