"""The panel of one field, taken in: each part of it is one operation on the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bpmn.forms import editing
from bpmn.forms.editing.patterns import NAMED_PATTERNS
from bpmn.forms.editing.questions import CHOOSING, FITTING, SOURCED
from workflows.web.pages.studio.forms.posted import Posted

Document = Mapping[str, Any]
LENGTHS = ("minLength", "maxLength")
BOUNDS = ("minimum", "maximum", "multipleOf")
COUNTS = ("minItems", "maxItems")
NUMBERS = (*LENGTHS, *BOUNDS, *COUNTS, "x-max-bytes")
WORDS = {
    "title": "title", "x-title-en": "title_en", "x-help": "help", "x-help-en": "help_en", "x-show-if": "x-show-if",
    "x-default": "x-default", "x-computed": "x-computed",
}  # fmt: skip
"""Keyword → the page's field."""


def save_field(document: Document, path: str, posted: Posted) -> tuple[Document, str]:
    """Write everything the panel holds into a field; gives the document and the field's path, which may be new.

    A field that becomes another kind of question is asked for that kind's limits and choices afterwards.
    """
    before = editing.question_of(editing.field_at(document, path))
    words = {keyword: posted.text(name) for keyword, name in WORDS.items()}
    document = editing.change_field(document, path, {**words, "title": posted("title"), **_answering(posted)})
    question = posted("question") or before
    if question and question != before:
        document = editing.ask_as(document, path, question)
    else:
        document = _limited(document, path, question, posted)
        document = _chosen_from(document, path, question, posted)
    document = editing.require_field(document, path) if posted("required") else editing.make_optional(document, path)
    if "." not in path and posted("section"):
        document = editing.place_field(document, path, _section(posted))
    name = posted("name") or path.rpartition(".")[2]
    document = editing.rename_field(document, path, name)
    return document, ".".join([*path.split(".")[:-1], name])


def _answering(posted: Posted) -> Mapping[str, Any]:
    """A field that is only shown says so; one that was not stays without the keyword."""
    return {"readOnly": True if posted("answer") == "shown" else None}


def _section(posted: Posted) -> int | None:
    return None if posted("section") == "none" else posted.place(posted("section"))


def _limited(document: Document, path: str, question: str, posted: Posted) -> Document:
    fitting = FITTING.get(question, frozenset())
    limits: dict[str, Any] = {keyword: posted.number(keyword) for keyword in NUMBERS if keyword in fitting}
    if "pattern" in fitting:
        limits["pattern"] = NAMED_PATTERNS.get(
            posted("pattern"), posted.text("pattern_own") if posted("pattern") == "own" else None
        )
    if "x-unit" in fitting:
        limits["x-unit"] = posted.text("x-unit")
    if question == "checkbox":
        limits["const"] = True if posted("consent") else None
    if "x-accept" in fitting:
        limits["x-accept"] = [each.strip(" .") for each in posted("x-accept").split(",") if each.strip(" .")] or None
    return editing.change_field(document, path, limits)


def _chosen_from(document: Document, path: str, question: str, posted: Posted) -> Document:
    if question in CHOOSING and posted("source") == "own":
        return editing.set_choices(document, path, posted.choices)
    if (question in CHOOSING or question in SOURCED) and posted("source"):
        return editing.set_source(document, path, posted("source"))
    return document
