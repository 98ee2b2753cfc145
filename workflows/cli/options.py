"""Options that every command has: the language of its words, and JSON instead of words."""

from __future__ import annotations

import os
from typing import Annotated

import typer

import messages
from messages import LANGUAGES, Language


def help_language() -> Language:
    """Give the language in which `--help` speaks: that of JORYE_LANGUAGE, else Korean."""
    wanted = os.environ.get("JORYE_LANGUAGE", "ko")
    return next((language for language in LANGUAGES if language == wanted), "ko")


def words(name: str) -> str:
    """Give a help text of the command line."""
    return messages.text(f"cli.help.{name}", help_language())


AsJson = Annotated[bool, typer.Option("--json", help=words("json"))]
InLanguage = Annotated[Language, typer.Option("--lang", envvar="JORYE_LANGUAGE", help=words("lang"))]
