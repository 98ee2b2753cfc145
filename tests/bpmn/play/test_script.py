"""A script is read strictly: every key is optional, and what is no script is said clearly."""

from __future__ import annotations

from typing import Any

import pytest

from bpmn.play import Script, ScriptRefused


@pytest.mark.parametrize(
    "document", [{}, dict.fromkeys(("data", "answers", "order", "messages", "until")), {"messages": [{"name": "go"}]}]
)
def test_every_key_may_be_left_out(document: dict[str, Any]) -> None:
    script = Script.read(document)
    assert ({}, {}, (), "") == (script.data, script.answers, script.order, script.until)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([], "not_an_object"),
        (None, "not_an_object"),
        ({"dat": {}}, "unknown_key"),
        ({"data": []}, "not_an_object"),
        ({"answers": []}, "not_an_object"),
        ({"answers": {"a": 3}}, "not_a_list"),
        ({"answers": {"a": [3]}}, "not_an_object"),
        ({"order": "a"}, "not_a_list"),
        ({"order": [1]}, "not_a_text"),
        ({"messages": {}}, "not_a_list"),
        ({"messages": ["go"]}, "not_an_object"),
        ({"messages": [{}]}, "message_without_name"),
        ({"messages": [{"name": 3}]}, "not_a_text"),
        ({"messages": [{"name": "go", "when": "a"}]}, "unknown_key"),
        ({"messages": [{"name": "go", "after": ["a"]}]}, "not_a_text"),
        ({"messages": [{"name": "go", "payload": [1]}]}, "not_an_object"),
        ({"messages": [{"name": "go", "correlation": {"a": 1}}]}, "not_a_text"),
        ({"until": 3}, "not_a_text"),
    ],
)
def test_what_is_no_script_is_refused_in_both_languages(document: Any, code: str) -> None:
    with pytest.raises(ScriptRefused) as refused:
        Script.read(document)
    assert code == refused.value.code
    assert refused.value.text("ko") != refused.value.text("en")


def test_an_unknown_key_is_named_with_those_that_are_known() -> None:
    with pytest.raises(ScriptRefused, match=r"wen.*after, name, correlation, payload"):
        Script.read({"messages": [{"name": "go", "wen": "a"}]})
