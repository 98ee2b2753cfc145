"""An engine for diagrams that are only looked at or played: the real one, its states kept by nobody."""

from __future__ import annotations

import secrets

from bpmn.engine import Engine
from messages import Language
from tasks.law.functions import FUNCTIONS


def memory_engine(language: Language) -> Engine:
    """Give an engine with the functions of the law, sealed with a secret that dies with it."""
    return Engine(secrets.token_bytes(32), FUNCTIONS, language=language)
