"""Looks at everything in a bundle before it is published: what the engine refuses, and what leads nowhere.

The engine knows the diagram; whether forms, letters, operations, rules of assignment and clauses that it names exist is
seen here, where both floors are in sight.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

import messages
from bpmn.bundle import Bundle
from bpmn.diagram import read
from bpmn.diagram.vocabulary import JORYE, extensions, tag
from bpmn.engine import Engine
from bpmn.engine.errors import Refused
from bpmn.expressions import Functions
from bpmn.forms import Form, FormRefused
from bpmn.model import Finding
from bpmn.ordinance import UnknownClause, clause
from messages import Language
from tasks.registry import operations, rules


def check_bundle(
    engine: Engine, bundle: Bundle, functions: Functions, language: Language = "ko"
) -> tuple[Finding, ...]:
    """Give everything that is wrong, in the order of files and lines; `functions` are those of the forms."""
    found: list[Finding] = []
    try:
        engine.load(bundle)
    except Refused as refused:
        found += refused.findings_in(language)
    for prefix, part in {"": bundle, **{f"called/{name}/": called for name, called in bundle.called.items()}}.items():
        found += _Part(part, prefix, functions, language).findings()
    return tuple(sorted(set(found), key=lambda finding: (finding.file, finding.line, finding.element, finding.rule)))


class _Part:
    """One process's own files inside a bundle."""

    def __init__(self, bundle: Bundle, prefix: str, functions: Functions, language: Language) -> None:
        self._bundle = bundle
        self._prefix = prefix
        self._functions = functions
        self._language = language
        self._root = read(bundle.files[bundle.main], bundle.main).root

    def findings(self) -> Iterator[Finding]:
        """Look at forms, letters and references."""
        for name, content in self._bundle.files.items():
            if name.startswith("forms/"):
                yield from self._form(name, content)
            elif name.startswith("letters/"):
                yield from self._letter(name, content)
        if self._root is None:
            return
        ids = {str(node.get("id")) for node in self._root.iter(etree.Element) if node.get("id")}
        for node in self._root.iter(etree.Element):
            if any(str(name).startswith(f"{{{JORYE}}}") for name in node.attrib):
                yield from self._references(node, ids)

    def _form(self, name: str, content: bytes) -> Iterator[Finding]:
        try:
            document = json.loads(content, parse_float=Decimal)
            Form.read(document, self._functions)
        except ValueError as fault:
            yield self._finding("form_json", "", name, getattr(fault, "lineno", 0), reason=fault)
            return
        except FormRefused as refused:
            yield from refused.findings_in(self._prefix + name, self._language)
            return
        operation = document.get("x-operation")
        if operation and (operation not in operations() or operations()[operation].execution != "local"):
            yield self._finding("form_operation", "", name, 0, operation=operation)

    def _letter(self, name: str, content: bytes) -> Iterator[Finding]:
        try:
            tomllib.loads(content.decode())
        except ValueError as fault:
            yield self._finding("letter_toml", "", name, 0, reason=fault)

    def _references(self, node: etree._Element, ids: set[str]) -> Iterator[Finding]:
        form = _own(node, "form")
        if form and f"forms/{form}.json" not in self._bundle.files:
            yield self._at(node, "form_missing", form=form)
        rule = _own(node, "assign")
        if rule and rule not in rules():
            yield self._at(node, "assign_unknown", assignment=rule, known=", ".join(rules()))
        for element in _own(node, "distinctFrom").split():
            if element not in ids:
                yield self._at(node, "distinct_unknown", other=element)
        for name in f"{_own(node, 'clauses')} {_own(node, 'dueClause')}".split():
            yield from self._clause(node, name)
        if _own(node, "operation"):
            yield from self._operation(node, _own(node, "operation"))

    def _clause(self, node: etree._Element, name: str) -> Iterator[Finding]:
        try:
            clause(name)
        except UnknownClause as unknown:
            yield self._at(node, "clause_unknown", clause=name, nearest=", ".join(unknown.nearest) or "-")

    def _operation(self, node: etree._Element, name: str) -> Iterator[Finding]:
        operation = operations().get(name)
        if operation is None:
            yield self._at(node, "operation_unknown", operation=name)
            return
        execution = _own(node, "execution") or "local"
        if execution != operation.execution:
            yield self._at(node, "operation_execution", operation=name, found=execution, needed=operation.execution)
        given = frozenset(str(each.get("name")) for each in extensions(node, "parameter", JORYE))
        for parameter, problem in operation.names_wrong(given):
            yield self._at(node, f"parameter_{problem}", operation=name, parameter=parameter)

    def _at(self, node: etree._Element, rule: str, **params: object) -> Finding:
        line = node.sourceline if isinstance(node.sourceline, int) else 0
        return self._finding(rule, str(node.get("id", "")), self._bundle.main, line, **params)

    def _finding(self, rule: str, element: str, file: str, line: int, **params: object) -> Finding:
        message = messages.text(f"check.{rule}", self._language, **params)
        return Finding(rule, "error", element, self._prefix + file, line, message)


def _own(node: etree._Element, name: str) -> str:
    return node.get(tag(name, JORYE), "").strip()
