"""`jorye password LOGIN`: sets somebody's password; it is asked for, or read from a pipe, never an argument."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import messages
from messages import Language
from workflows.cli.errors import PasswordTooShort
from workflows.cli.options import AsJson, InLanguage, words
from workflows.cli.output import say, show

SHORTEST = 12
"""Characters."""


def password(
    login: Annotated[str, typer.Argument(help=words("as"))],
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Set the password and end the sessions that are open."""
    from workflows.bootstrap import build
    from workflows.runtime import begin
    from workflows.settings import read_settings
    from workflows.use_cases.create_account import hasher
    from workflows.use_cases.set_password import set_password

    chosen = _chosen(language)
    if len(chosen) < SHORTEST:
        raise PasswordTooShort(shortest=SHORTEST)
    services = build(read_settings())
    password_hash = hasher(services.settings.password_cost).hash(chosen)
    with begin(services) as uow:
        set_password(uow, login, password_hash=password_hash)
    show({"login": login}, as_json, lambda: say("password.done", language, login=login))


def _chosen(language: Language) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    asked, again = (messages.text(f"cli.password.{name}", language) for name in ("asked", "again"))
    return str(typer.prompt(asked, hide_input=True, confirmation_prompt=again))
