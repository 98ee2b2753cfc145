"""A letter is edited as blocks: comments stay, faults are told gap by gap, a preview needs no real case."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.letters import Letter
from bpmn.letters.editing import Block, LetterSheet, letter_sheet, moved, new_letter, written
from bpmn.letters.faults import letter_faults
from bpmn.letters.samples import samples
from tasks.law.functions import FUNCTIONS

LETTERS = sorted((Path(__file__).parents[2] / "bpmn/catalogue/subsidy_case/letters").glob("*.toml"))
GRANT = next(path for path in LETTERS if path.stem == "grant_notice").read_bytes()
COMMENTED = b"""# who, why
title = "T"
recipient = "R"
x-owner = "kim"

# first
[[paragraphs]]
text = '1. {{ a }}'  # inline
x-tag = 3

# second
[[paragraphs]]
when = "b"
text = \"\"\"2.
[[paragraphs]]
  c\"\"\"
"""


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_that_nobody_changed_is_saved_letter_for_letter(path: Path) -> None:
    content = path.read_bytes()
    assert content == written(content, letter_sheet(content))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_one_changed_paragraph_leaves_all_others_letter_for_letter(path: Path) -> None:
    content = path.read_bytes()
    sheet = letter_sheet(content)
    blocks = (replace(sheet.blocks[0], text="1. 새 글"), *sheet.blocks[1:])
    changed = written(content, replace(sheet, blocks=blocks))
    old, new = content.decode().split("[[paragraphs]]"), changed.decode().split("[[paragraphs]]")
    assert [each.strip() for each in old[2:]] == [each.strip() for each in new[2:]]
    assert old[0].strip() == new[0].strip()


def test_comments_and_unknown_keys_go_along_with_their_blocks() -> None:
    sheet = letter_sheet(COMMENTED)
    blocks = moved((replace(sheet.blocks[0], text="새 글"), sheet.blocks[1]), 0, 1)
    changed = written(COMMENTED, replace(sheet, blocks=blocks, title="T2"))
    assert ["# who, why", "# second", "# first"] == [line for line in changed.decode().splitlines() if line[:1] == "#"]
    model = tomllib.loads(changed.decode())
    assert ("kim", 3, "T2") == (model["x-owner"], model["paragraphs"][1]["x-tag"], model["title"])


def test_paragraphs_written_in_one_line_are_read_and_changed() -> None:
    content = b'title = "T"\nrecipient = "R"\nparagraphs = [{ text = "a" }, { text = "b", when = "c", x = 1 }]\n'
    sheet = letter_sheet(content)
    changed = written(content, replace(sheet, blocks=sheet.blocks[1:]))
    assert {"title": "T", "recipient": "R", "paragraphs": [{"when": "c", "text": "b", "x": 1}]} == tomllib.loads(
        changed.decode()
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(lambda text: text.replace("\r", "").strip())


@given(
    st.builds(
        LetterSheet,
        TEXTS,
        TEXTS,
        st.lists(st.builds(Block, TEXTS, TEXTS), max_size=3).map(tuple),
        st.lists(TEXTS, max_size=2).map(tuple),
    ),
    st.sampled_from([b"", COMMENTED, GRANT]),
)
def test_whatever_is_written_is_read_again(sheet: LetterSheet, content: bytes) -> None:
    read = letter_sheet(written(content, sheet))
    assert sheet == replace(read, blocks=tuple(replace(each, place=None) for each in read.blocks))


def test_a_new_letter_has_one_paragraph() -> None:
    assert (Block(place=0),) == letter_sheet(new_letter("통지")).blocks


def test_each_fault_is_told_with_its_line_and_column() -> None:
    sheet = LetterSheet("{{ name", "{{ who }}", (Block("1. 글\n  가. {{ amount + }} {{ day(x) }}", "not ("),))
    found = [(each.place, each.line, each.column) for each in letter_faults(sheet, {})]
    assert [("title", 1, 1), ("block.0.text", 2, 6), ("block.0.when", 1, 1)] == found


def test_fields_that_the_sender_does_not_give_are_named() -> None:
    sheet = LetterSheet("{{ a }}", "", (Block('{{ b if exists("c") else d }}'),))
    found = letter_faults(sheet, {}, frozenset({"a"}))
    assert [("block.0.text", ("b", "d"))] == [(each.place, each.names) for each in found]
    assert "b, d" in found[0].text("ko")
    assert found[0].text("en")


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_letter_of_the_catalogue_has_a_preview_without_a_case(path: Path) -> None:
    letter = Letter.read(letter_sheet(path.read_bytes()).model, FUNCTIONS)
    assert letter.fill(samples(letter)).paragraphs


def test_a_preview_takes_the_values_that_were_typed() -> None:
    letter = Letter.read(LetterSheet("{{ a }}", "{{ b }}").model, {})
    assert ("견본", "‹b›") == (letter.fill(samples(letter, {"a": "견본"})).title, samples(letter)["b"])
