"""While somebody draws, a diagram is mostly unfinished: the check always answers, whatever is missing or doubled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import bpmn
from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.rules import check, rules
from tests.kit.rule_page import read_page
from workflows.instances.surroundings import installed

ENGINE = Engine(b"half", installed().functions)
CATALOGUE = Path(bpmn.__file__).parent / "catalogue"


@cache
def whole() -> list[Bundle]:
    """Give every diagram of the pages, and two of the catalogue."""
    pages = [read_page(rule.id) for rule in rules()]
    drawn = [Bundle.read(CATALOGUE / name) for name in ("document_approval", "committee_meeting")]
    return [bundle for page in pages for bundle in (page.incorrect, page.correct)] + drawn


def damaged(bundle: Bundle, data: st.DataObject) -> Bundle:
    """Take away, empty or double some parts of a diagram."""
    root = etree.fromstring(bundle.files[bundle.main])
    for _ in range(data.draw(st.integers(1, 4))):
        nodes = [node for node in root.iter(etree.Element) if node.getparent() is not None]
        if not nodes:
            break
        node = data.draw(st.sampled_from(nodes))
        parent = node.getparent()
        change = data.draw(st.sampled_from(("remove", "double", "attribute", "text")))
        if change == "remove" and parent is not None:
            parent.remove(node)
        elif change == "double" and parent is not None:
            parent.append(etree.fromstring(etree.tostring(node)))
        elif change == "attribute" and node.attrib:
            name = data.draw(st.sampled_from(sorted(map(str, node.attrib))))
            node.set(name, data.draw(st.sampled_from(("", "p", "review", "x y", "1 +", "[][", "true"))))
        else:
            node.text = data.draw(st.sampled_from(("", "review", "1 +", "a = = b", "x")))
    return Bundle.from_files({**bundle.files, bundle.main: etree.tostring(root)})


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_half_drawn_diagram_is_always_answered(data: st.DataObject) -> None:
    bundle = damaged(data.draw(st.sampled_from(whole())), data)
    for finding in check(bundle, installed(), engine=ENGINE, language="ko"):
        assert finding.message
        assert finding.severity in ("error", "warning", "info")


@pytest.mark.parametrize("content", [b"[" * 100_000, b"", b"null", b"[]", b'{"properties": 3}', b"\xff"])
def test_a_file_that_is_no_form_or_letter_is_answered_too(content: bytes) -> None:
    diagram = read_page("form_missing").correct.files["process.bpmn"]
    files = {"process.bpmn": diagram, "forms/opinion.json": content, "letters/notice.toml": content}
    assert check(Bundle.from_files(files), installed(), engine=ENGINE)
