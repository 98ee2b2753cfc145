"""Random documents and random answers: only refusals and field errors ever come out, and only declared fields."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.forms import Form, FormRefused
from bpmn.forms.document import FIELD_KEYWORDS, FORM_KEYWORDS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**20) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
KINDS = ["string", "integer", "array", "object", "rows", "money", "date", "file", {"type": "string"}, ["a"]]
LIKELY = st.sampled_from([*KINDS, "a == 1", "sum(rows)", "a.b"])
FIELD = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", "integer", "number", "boolean", "array"]), "title": st.just("항목")},
    optional=dict.fromkeys(sorted(FIELD_KEYWORDS - {"type", "title"}), JSON | LIKELY),
)
DOCUMENT = st.fixed_dictionaries(
    {"type": st.just("object"), "title": st.just("양식")},
    optional={
        "properties": st.dictionaries(st.sampled_from(["a", "b", "rows", "len"]), FIELD | JSON, max_size=3) | JSON,
        **dict.fromkeys(sorted(FORM_KEYWORDS - {"type", "title", "properties"}), JSON),
    },
)

SOUND = Form.read(
    {
        "type": "object",
        "title": "양식",
        "properties": {
            "a": {"type": "string", "title": "가", "minLength": 2},
            "b": {"type": "integer", "title": "나", "x-show-if": "a == 'yes' or exists('c')"},
            "c": {"type": "string", "format": "date", "title": "다"},
            "d": {"type": "array", "title": "라", "items": {"type": "string", "enum": ["x", "y"]}},
            "e": {
                "type": "array",
                "title": "마",
                "items": {
                    "type": "object",
                    "properties": {
                        "n": {"type": "number", "title": "수"},
                        "t": {"type": "boolean", "title": "여부"},
                        "s": {"type": "number", "title": "두 배", "x-computed": "n * 2"},
                    },
                    "required": ["n"],
                },
            },
            "f": {"type": "number", "title": "합", "x-computed": "sum([row.s for row in e])"},
        },
        "required": ["a"],
    },
    {},
)
ANSWERS = st.dictionaries(
    st.sampled_from("abcdefg"),
    JSON
    | st.sampled_from(["yes", "2027-01-01", "1,000", ["x"], [{"n": 1}], [{"n": "2.5", "t": "on"}, {"n": None}], [{}]]),
)


@settings(max_examples=400, deadline=None)
@given(DOCUMENT | JSON)
def test_a_random_document_is_read_or_refused(document: Any) -> None:
    try:
        Form.read(document, {})
    except FormRefused as refused:
        assert all(problem.text("ko") and problem.text("en") for problem in refused.problems)


@settings(max_examples=400, deadline=None)
@given(ANSWERS)
def test_a_random_answer_is_typed_or_told_what_to_correct(answer: dict[str, Any]) -> None:
    checked = SOUND.check(answer, {})
    assert checked.values.keys() <= set("abcdef")
    assert all(error.message_ko and error.message_en for error in checked.errors)
    json.dumps(checked.values, default=str)
    if not checked.errors:
        assert len(str(checked.values["a"])) >= 2
        again = SOUND.check(checked.values, {})
        assert (again.values, again.errors) == (checked.values, ())
