"""What stands beside the outline: the panel of a field, a section, the rules, the form itself, or its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bpmn.forms.editing import (
    QUESTIONS,
    Choice,
    EditRefused,
    choices_of,
    field_at,
    outline,
    question_of,
    source_of,
)
from bpmn.forms.editing.patterns import NAMED_PATTERNS, name_of_pattern
from bpmn.forms.editing.places import holder
from bpmn.forms.editing.questions import CHOOSING, FITTING, SOURCED
from bpmn.model import Finding
from workflows.instances.options import SOURCES
from workflows.queries.draft_form import DraftForm
from workflows.rights import EVERY_ROLE
from workflows.web.pages.studio.forms.field_edit import BOUNDS, COUNTS, LENGTHS, WORDS
from workflows.web.pages.studio.forms.posted import Posted
from workflows.web.visit import Visit

EXPRESSIONS = ("x-show-if", "x-default", "x-computed")
MORE_LINES = 3
"""Empty lines at the end of a table of choices."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field in the outline."""

    path: str
    title: str
    question: str
    required: bool
    marks: tuple[str, ...]
    faults: int
    rows: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One section of the outline; the fields that stand in none have no number."""

    section: int | None
    title: str
    title_en: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Panel:
    """What is being changed: its kind, its place, and everything its inputs hold (typed before saved)."""

    kind: str
    place: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Give the query string that shows this panel again."""
        if self.kind in ("field", "section"):
            return urlencode({self.kind: self.place})
        return "" if self.kind == "form" else urlencode({"part": self.kind})


def standings(document: Mapping[str, Any], findings: tuple[Finding, ...], visit: Visit) -> list[Standing]:
    """Give the outline of a form with its fields in the order people meet them."""
    return [
        Standing(
            group.section,
            group.title_en if visit.language == "en" and group.title_en else group.title,
            group.title_en,
            tuple(_entry(document, name, findings, visit) for name in group.names),
        )
        for group in outline(document)
    ]


def _entry(document: Mapping[str, Any], path: str, findings: tuple[Finding, ...], visit: Visit) -> Entry:
    try:
        schema = field_at(document, path)
    except EditRefused:
        return Entry(path, path, "", required=False, marks=(), faults=1)
    parent, _, name = path.rpartition(".")
    required = holder(document, parent).get("required") or ()
    marks = [mark for mark in ("x-show-if", "x-computed", "readOnly") if schema.get(mark)]
    title = schema.get("x-title-en") if visit.language == "en" else None
    return Entry(
        path,
        str(title or schema.get("title") or name),
        question_of(schema),
        required=name in required,
        marks=tuple(marks),
        faults=sum(is_about(each, path) for each in findings),
        rows=tuple(_entry(document, f"{path}.{each}", findings, visit) for each in _columns(schema)),
    )


def _columns(schema: Mapping[str, Any]) -> Iterator[str]:
    items = schema.get("items")
    properties = items.get("properties") if isinstance(items, Mapping) else None
    yield from (str(name) for name in (properties if isinstance(properties, Mapping) else ()))


def is_about(finding: Finding, path: str) -> bool:
    """Tell whether a finding is about a field or a part of it (`budget.items.amount.x-default` is about `budget`)."""
    place = finding.element.replace(".items.", ".")
    return place == path or place.startswith(f"{path}.")


def panel_of(visit: Visit, found: DraftForm, document: Mapping[str, Any]) -> Panel:
    """Give the panel that the address names; a field that is gone leads to the form itself."""
    try:
        if visit.param("field"):
            return field_panel(visit, found, document, visit.param("field"))
        if visit.param("section"):
            return section_panel(document, visit.param("section"))
    except EditRefused:
        return form_panel(document)
    part = visit.param("part")
    if part == "checks":
        return Panel("checks", facts={"checks": document.get("x-checks", ())})
    if part == "json":
        return Panel("json", values={"text": found.text})
    return form_panel(document) if part != "add" else Panel("add")


def form_panel(document: Mapping[str, Any]) -> Panel:
    """Give the panel of the form as a whole."""
    named = {
        "title": "title", "title_en": "x-title-en", "description": "description",
        "description_en": "x-description-en", "operation": "x-operation", "case_title": "x-case-title",
    }  # fmt: skip
    properties = document.get("properties")
    texts = [
        name
        for name, schema in (properties.items() if isinstance(properties, Mapping) else ())
        if isinstance(schema, Mapping) and schema.get("type") == "string"
    ]
    values = {name: str(document.get(keyword) or "") for name, keyword in named.items()}
    return Panel("form", values=values, facts={"texts": texts})


def section_panel(document: Mapping[str, Any], number: str) -> Panel:
    """Give the panel of a section; raises EditRefused when there is none."""
    for group in outline(document):
        if str(group.section) == number:
            return Panel("section", number, {"title": group.title, "title_en": group.title_en})
    raise EditRefused("no_section")


def field_panel(visit: Visit, found: DraftForm, document: Mapping[str, Any], path: str) -> Panel:
    """Give the panel of a field; raises EditRefused when there is none."""
    schema = field_at(document, path)
    question = question_of(schema)
    parent, _, name = path.rpartition(".")
    values = {input_name: str(schema.get(keyword) or "") for keyword, input_name in WORDS.items()}
    values |= {keyword: _written(schema.get(keyword)) for keyword in (*LENGTHS, *BOUNDS, *COUNTS, "x-max-bytes")}
    accepted = schema.get("x-accept")
    values |= {
        "name": name,
        "question": question,
        "required": "yes" if name in (holder(document, parent).get("required") or ()) else "",
        "answer": "shown" if schema.get("readOnly") else "given",
        "section": next((str(each.section) for each in outline(document) if name in each.names), "none"),
        "pattern": name_of_pattern(str(schema.get("pattern") or "")),
        "pattern_own": str(schema.get("pattern") or ""),
        "x-unit": str(schema.get("x-unit") or ""),
        "consent": "yes" if schema.get("const") is True else "",
        "x-accept": ", ".join(map(str, accepted)) if isinstance(accepted, list) else "",
        "source": source_of(schema) or "own",
    }
    if values["section"] == "None":
        values["section"] = "none"
    return Panel("field", path, values, _facts(visit, found, path, question, choices_of(schema), values))


def _facts(
    visit: Visit,
    found: DraftForm,
    path: str,
    question: str,
    choices: tuple[Choice, ...],
    values: Mapping[str, str],
) -> dict[str, Any]:
    """Give what the panel offers beside its inputs."""
    checked = {keyword: found.check(path, keyword, values[keyword], visit.language) for keyword in EXPRESSIONS}
    return {
        "fitting": FITTING.get(question, frozenset()),
        "questions": [each for each in QUESTIONS if each != "rows" or "." not in path],
        "patterns": tuple(NAMED_PATTERNS),
        "choices": [*choices, *[Choice("")] * MORE_LINES] if question in CHOOSING else [],
        "own": len(choices),
        "sources": sources(visit, values["source"]) if question in CHOOSING or question in SOURCED else [],
        "may_own": question in CHOOSING,
        "checked": checked,
        "read_by": found.read_by(path, visit.language) if "." not in path else (),
    }


def sources(visit: Visit, chosen: str) -> list[tuple[str, str]]:
    """Give the sources of choices, people by role; an unknown one that stands there stays choosable."""
    listed = [(f"people:{role}", f"{visit.t.known('role.' + role, role)} · people:{role}") for role in EVERY_ROLE]
    listed += [(name, name) for name in sorted(SOURCES) if name != "people"]
    known = {name for name, _ in listed}
    return listed if chosen in known or chosen in ("", "own") else [*listed, (chosen, chosen)]


def typed_again(panel: Panel, posted: Posted) -> Panel:
    """Put what was typed and not saved back into the panel."""
    values = {name: posted(name) for name in panel.values}
    facts = dict(panel.facts)
    if facts.get("choices"):
        facts["choices"] = [*posted.choices, *[Choice("")] * MORE_LINES]
        facts["own"] = len(posted.choices)
    return Panel(panel.kind, panel.place, values, facts)


def _written(value: Any) -> str:
    return "" if value is None or isinstance(value, bool) else str(value)
