"""Finds the rules by their files: `bpmn/rules/<family>/<rule id>.py`; how grave each is stands in one table."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bpmn.model import Severity
from bpmn.rules.contract import FAMILIES, Family, Look

SEVERITIES = Path(__file__).parent / "severities.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its file name is its id."""

    id: str
    family: Family
    severity: Severity
    look: Look
    needs_acceptance: bool = False
    """Whether the publisher accepts each of its findings by name."""


@cache
def rules() -> tuple[Rule, ...]:
    """Give every rule, family by family; a rule without a severity is a KeyError that names it."""
    return tuple(rule for family in FAMILIES for rule in _rules_of(family))


@cache
def severities() -> dict[str, Severity]:
    """Read the table rule → severity."""
    return {rule: grave for family in FAMILIES for rule, grave in _table()[family].items()}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(SEVERITIES.read_text("utf-8"))


def _rules_of(family: Family) -> Iterator[Rule]:
    package = importlib.import_module(f"bpmn.rules.{family}")
    for found in pkgutil.iter_modules(package.__path__):
        if not found.name.startswith("_"):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            needs_acceptance = found.name in _table()["accepted_one_by_one"]
            yield Rule(found.name, family, severities()[found.name], module.look, needs_acceptance)
