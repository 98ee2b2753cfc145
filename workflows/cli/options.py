"""Options that many commands have: the language of their words, JSON instead of words, settings chosen for once."""

from __future__ import annotations

import os
from typing import Annotated

import typer

import messages
from messages import LANGUAGES, Language
from workflows.settings import Settings, read_settings


def help_language() -> Language:
    """Give the language in which `--help` speaks: that of JORYE_LANGUAGE, else Korean."""
    wanted = os.environ.get("JORYE_LANGUAGE", "ko")
    return next((language for language in LANGUAGES if language == wanted), "ko")


def words(name: str) -> str:
    """Give a help text of the command line."""
    return messages.text(f"cli.help.{name}", help_language())


def chosen_settings(**chosen: object) -> Settings:
    """Read the settings with what the command line chose (None: nothing) in place of the environment's choice.

    Raises SettingWrong.
    """
    given = {f"JORYE_{name.upper()}": str(value) for name, value in chosen.items() if value is not None}
    return read_settings({**os.environ, **given})


AsJson = Annotated[bool, typer.Option("--json", help=words("json"))]
InLanguage = Annotated[Language, typer.Option("--lang", envvar="JORYE_LANGUAGE", help=words("lang"))]
