"""What a process says it carries out (`jorye:claims`), and which clauses something in its files carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from bpmn.diagram.vocabulary import JORYE, kind, own, tag
from bpmn.ordinance import Clause, clauses
from bpmn.ordinance.duties import carried_by_function
from bpmn.rules.subject import Subject

DEMANDING = frozenset({"DUTY", "LIMIT"})
"""Kinds of clause that ask for something; powers, definitions and references may be claimed, but need not."""
_WORDS_ONLY = frozenset({"documentation", "textAnnotation"})
_CALL = re.compile(r"\b([a-z_]+)\s*\(")


def processes(subject: Subject) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Give every process that claims clauses, with the claims as they are written."""
    for node in subject.processes.values():
        claims = tuple(own(node, "claims").split())
        if claims:
            yield node, claims


def process_of(node: etree._Element) -> etree._Element | None:
    """Give the process in which an element stands."""
    return next(node.iterancestors(tag("process")), None)


def claims_law(node: etree._Element) -> bool:
    """Tell whether an element stands in a process that claims clauses."""
    process = process_of(node)
    return process is not None and bool(own(process, "claims"))


def claimed(claim: str) -> Iterator[Clause]:
    """Give the clauses that a claim means: one by its id, and all below it (`A5` means A5P1, A5P2, A5P2I1 …)."""
    for each in clauses().values():
        if each.id == claim or is_below(each.id, claim):
            yield each


def is_below(clause_id: str, above: str) -> bool:
    """Tell whether a clause is part of another one, or of an article: A5P2I6 is below A5P2 and below A5."""
    rest = clause_id.removeprefix(above)
    return rest != clause_id and rest != "" and above[:1] == "A" and not rest[0].isdigit()


def is_carried(clause_id: str, carried: frozenset[str]) -> bool:
    """Tell whether a clause is carried: itself, or all those parts of it that ask for something.

    A half of a paragraph (전단, 후단) is carried with its whole; an item of a list is not.
    """
    if clause_id[-1] in "ab" and clause_id[:-1] in carried:
        return True
    parts = [each.id for each in clauses().values() if is_below(each.id, clause_id) and each.kind in DEMANDING]
    return clause_id in carried or (bool(parts) and all(part in carried for part in parts))


def carried(subject: Subject, process: etree._Element) -> frozenset[str]:
    """Give the clauses that an element, a flow, a decision or a function of the law in a process carries.

    What the process itself names does not count: that only repeats what is claimed.
    """
    return frozenset({*_named(process), *_named_by_decisions(subject, process), *_called(subject, process)})


def _named(process: etree._Element) -> Iterator[str]:
    for node in process.iterdescendants(etree.Element):
        yield from own(node, "clauses").split()
        yield from own(node, "dueClause").split()


def _named_by_decisions(subject: Subject, process: etree._Element) -> Iterator[str]:
    used = {own(node, "decision") for node in process.iterdescendants(tag("businessRuleTask"))}
    for _, decision, content in subject.files("decisions"):
        if decision in used:
            yield from _bases(content)


@lru_cache(maxsize=64)
def _bases(content: bytes) -> tuple[str, ...]:
    """Read what a decision's file names as its basis; one that cannot be read names nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return ()
    return tuple(name for node in root.iter(etree.Element) for name in own(node, "clauses").split())


def _called(subject: Subject, process: etree._Element) -> Iterator[str]:
    """Give the clauses of the functions that the process's expressions, its forms and its decisions call."""
    forms = {own(node, "form") for node in process.iterdescendants(etree.Element)}
    decisions = {own(node, "decision") for node in process.iterdescendants(tag("businessRuleTask"))}
    texts = [*_expressions(process)]
    texts += [content.decode(errors="replace") for _, name, content in subject.files("forms") if name in forms]
    texts += [content.decode(errors="replace") for _, name, content in subject.files("decisions") if name in decisions]
    table = carried_by_function()
    for name in {name for text in texts for name in _CALL.findall(text)}:
        yield from table.get(name, ())


def _expressions(process: etree._Element) -> Iterator[str]:
    for node in process.iterdescendants(etree.Element):
        if kind(node) not in _WORDS_ONLY:
            yield node.text or ""
            yield from (str(node.get(tag(name, JORYE)) or "") for name in ("assignTo", "due"))
            yield str(node.get("value") or "")
