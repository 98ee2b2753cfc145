"""Looks at everything in a bundle before it is published: what the engine refuses, and what breaks a rule."""

from __future__ import annotations

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.model import Finding
from bpmn.rules import Surroundings, check
from messages import Language


def check_bundle(
    engine: Engine, bundle: Bundle, surroundings: Surroundings, language: Language = "ko"
) -> tuple[Finding, ...]:
    """Give everything that is found, in the order of files and lines."""
    return check(bundle, surroundings, engine=engine, language=language)
