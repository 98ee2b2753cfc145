"""What comes with the program gives its users no warning that they would have to look into."""

from __future__ import annotations

from pathlib import Path

import pytest

import bpmn
from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.rules import check
from workflows.instances.surroundings import installed

CATALOGUE = Path(bpmn.__file__).parent / "catalogue"
ENGINE = Engine(b"catalogue", installed().functions)


@pytest.mark.parametrize("process", sorted(folder.name for folder in CATALOGUE.iterdir() if folder.is_dir()))
def test_a_process_of_the_catalogue_has_neither_errors_nor_warnings(process: str) -> None:
    found = check(Bundle.read(CATALOGUE / process), installed(), engine=ENGINE, language="en")
    assert [(each.element, each.rule, each.message) for each in found if each.severity != "info"] == []
