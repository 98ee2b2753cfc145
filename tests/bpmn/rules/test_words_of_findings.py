"""Findings call the elements of a diagram what the studio calls them, not what the file does."""

from __future__ import annotations

import re

import pytest

import messages
from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import FLOW_NODES


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_element_that_runs_has_a_name(language: messages.Language) -> None:
    assert {kind for kind in FLOW_NODES if KindName(kind).text(language) == kind} <= {"task", "transaction"}


def test_what_nobody_knows_is_said_as_it_is_written() -> None:
    assert KindName("robotTask").text("ko") == "robotTask"


@pytest.mark.parametrize("room", ["rules", "engine", "differences"])
def test_no_korean_sentence_names_a_tag_of_the_file(room: str) -> None:
    tag = re.compile(r"\b\w+(Gateway|Task|EventDefinition|SubProcess)\b")
    assert {key: korean for key, korean in messages.catalogue(room, "ko").items() if tag.search(korean)} == {}


@pytest.mark.parametrize(("language", "quoted"), [("ko", "‘([^‘’{}]+)’"), ("en", "“([^“”{}]+)”")])
def test_a_remedy_names_what_stands_beside_the_diagram(language: messages.Language, quoted: str) -> None:
    """What a remedy puts in these quotation marks is a label of the studio or the name of an element."""
    shown = {*messages.catalogue("diagram", language).values(), *messages.catalogue("kinds", language).values()}
    named = {
        label
        for room in ("rules", "engine")
        for key, sentence in messages.catalogue(room, language).items()
        if key.endswith(".remedy") or key.startswith("finding.")
        for label in re.findall(quoted, sentence)
    }
    assert named
    assert named - shown == set()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_remedy_asks_for_an_attribute_of_the_file(language: messages.Language) -> None:
    """An owner who draws in the studio never sees them; the rule's page tells them."""
    remedies = {key: text for key, text in messages.catalogue("rules", language).items() if key.endswith(".remedy")}
    asked = {
        key for key, text in remedies.items() if re.search(r"jorye:\w|flowNodeRef|cancelActivity|isExecutable", text)
    }
    assert asked == {"operation_execution.remedy"}  # the studio sets it together with the operation
