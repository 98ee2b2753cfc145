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
