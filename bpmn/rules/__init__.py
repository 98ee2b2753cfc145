"""The rules a process must keep before it is published: one rule, one file, one page of documentation.

    check(bundle, surroundings, engine=engine, language="en")   # every finding, ready to read
    problems(bundle, surroundings, engine=engine)               # the same, before they are said in a language

A rule looks at one `Subject` (a diagram with the files beside it) and gives what it `Found`; how grave that is stands
in `severities.toml`, its words in the room `rules`. What the engine and the forms refuse is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.model import Finding
from bpmn.rules import refusals
from bpmn.rules.contract import FAMILIES, Found, Look, OperationFacts, Surroundings
from bpmn.rules.problem import Breach, Spoken
from bpmn.rules.registry import Rule, rules
from bpmn.rules.subject import Subject
from messages import Language

__all__ = [
    "FAMILIES",
    "Breach",
    "Found",
    "Look",
    "OperationFacts",
    "Rule",
    "Subject",
    "Surroundings",
    "check",
    "problems",
    "rules",
]


def check(
    bundle: Bundle, surroundings: Surroundings, *, engine: Engine, language: Language = "ko"
) -> tuple[Finding, ...]:
    """Give everything that is found, said in one language, in the order of files and lines."""
    findings = [problem.finding(language) for problem in problems(bundle, surroundings, engine=engine)]
    unique = {_identity(finding): finding for finding in findings}
    return tuple(unique[key] for key in sorted(unique))


def problems(bundle: Bundle, surroundings: Surroundings, *, engine: Engine) -> tuple[Spoken, ...]:
    """Give everything that is found, each ready to be said in any language (`finding(language)`)."""
    return tuple(_problems(bundle, surroundings, engine))


def _problems(bundle: Bundle, surroundings: Surroundings, engine: Engine) -> Iterator[Spoken]:
    loaded = refusals.load(engine, bundle)
    definition = None if isinstance(loaded, Refused) else loaded
    if isinstance(loaded, Refused):
        yield from (refusals.Refusal(problem) for problem in loaded.problems)
    called = {
        process_id: Subject(part, surroundings, definition, f"called/{process_id}/")
        for process_id, part in bundle.called.items()
    }
    for subject in (Subject(bundle, surroundings, definition, "", called), *called.values()):
        yield from refusals.of_forms(subject)
        for rule in rules():
            yield from (Breach(rule, found, subject) for found in rule.look(subject))


def _identity(finding: Finding) -> tuple[str, int, str, str, str]:
    return (finding.file, finding.line, finding.element, finding.rule, finding.message)
