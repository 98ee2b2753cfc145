"""The editor writes nothing of our own vocabulary that the check would take for a slip of the pen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bpmn.diagram.vocabulary import ACTIVITIES
from bpmn.rules.binding.own_name_unknown import ANYTHING, ATTRIBUTES, EXTENSIONS
from workflows import web

TYPES = json.loads((Path(web.__path__[0]) / "islands/src/studio/jorye.json").read_text("utf-8"))["types"]
ABSTRACT = {"activity": ACTIVITIES, "catchEvent": {"startEvent", "intermediateCatchEvent", "boundaryEvent"}}


def elements(type_: dict) -> Iterator[str]:
    """Give the elements that a type of the editor stands on."""
    for name in type_.get("extends", type_.get("meta", {}).get("allowedIn", [])):
        tag = name.removeprefix("bpmn:")
        tag = tag[0].lower() + tag[1:]
        yield from ABSTRACT.get(tag, {tag})


@pytest.mark.parametrize("type_", [each for each in TYPES if each.get("isAbstract")], ids=lambda each: each["name"])
def test_what_the_editor_writes_on_an_element_is_known_there(type_):
    names = {each["name"] for each in type_["properties"]} - ANYTHING
    assert {name for name in names if set(elements(type_)) - ATTRIBUTES[name]} == set()


@pytest.mark.parametrize("type_", [each for each in TYPES if not each.get("isAbstract")], ids=lambda each: each["name"])
def test_what_the_editor_writes_inside_an_element_is_known_there(type_):
    assert set(elements(type_)) == EXTENSIONS[type_["name"].lower()]


def test_whatever_is_known_can_be_written_in_the_editor():
    written = {each["name"] for type_ in TYPES if type_.get("isAbstract") for each in type_["properties"]}
    assert written == ATTRIBUTES.keys() | ANYTHING
