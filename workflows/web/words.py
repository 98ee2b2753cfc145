"""Small sentences and labels that several pages share, in the language of the visitor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

import messages
from messages import Language
from workflows.rights import MEMBERS, OVERSIGHT, STAFF

ROLE_ORDER = ("applicant", *sorted(STAFF), *sorted(MEMBERS), *sorted(OVERSIGHT))
_TONES = {
    "running": "chip-primary",
    "active": "chip-primary",
    "completed": "chip-success",
    "done": "chip-success",
    "overdue": "chip-danger",
    "incident": "chip-danger",
    "suspended": "chip-warning",
    "cancelled": "chip-quiet",
}


class Words:
    """The catalogue of the pages, spoken in one language on one day."""

    def __init__(self, language: Language, today: date) -> None:
        self.language = language
        self._today = today

    def __call__(self, key: str, **parameters: object) -> str:
        """Give the sentence of the room `web`."""
        return messages.text(f"web.{key}", self.language, **parameters)

    def known(self, key: str, otherwise: str) -> str:
        """Give the sentence, or `otherwise` for a key nobody wrote."""
        try:
            return self(key)
        except KeyError:
            return otherwise

    def roles(self, roles: Iterable[str]) -> str:
        """Name the roles, the working ones before the overseeing ones."""
        return ", ".join(self.known(f"role.{role}", role) for role in _ordered(roles))

    def deeds(self, roles: Iterable[str]) -> str:
        """Say what somebody in these roles does."""
        deeds = (self.known(f"deed.{role}", "") for role in _ordered(roles))
        return ", ".join([deed for deed in deeds if deed][:2])

    def days_left(self, due: date) -> str:
        """Say how far a deadline is: `3일 남음`, `오늘`, `2일 지남`."""
        days = (due - self._today).days
        if days == 0:
            return self("days.today")
        return self("days.left", days=days) if days > 0 else self("days.late", days=-days)

    def status_chip(self, status: str, open_incidents: int = 0) -> Markup:
        """Show a case's status as a chip; an open incident is what matters most."""
        return self._chip("incident" if open_incidents and status == "running" else status, "status")

    def mark_chip(self, state: str) -> Markup:
        """Show a step's state as a chip."""
        return self._chip(state, "mark")

    def _chip(self, state: str, table: str) -> Markup:
        return Markup('<span class="chip {}">{}</span>').format(_TONES[state], self(f"{table}.{state}"))


def _ordered(roles: Iterable[str]) -> list[str]:
    return sorted(roles, key=lambda role: ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER))
