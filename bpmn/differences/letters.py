"""What changes in a letter: its title, to whom it goes, its paragraphs, what is enclosed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from bpmn.diagram.names import Name
from bpmn.differences.change import Change, Said, Word, shown

Model = Mapping[str, Any]


def letter_changes(file: str, old: Model, new: Model) -> Iterator[Change]:
    """Compare two letter models."""
    letter = Name(str(new.get("title", file)))
    for key in ("title", "recipient"):
        if old.get(key) != new.get(key):
            words = {"old": shown(str(old.get(key, ""))), "new": shown(str(new.get(key, "")))}
            yield _change("letter_says", file, letter, what=Word(f"letter.{key}"), **words)
    before, after = (_paragraphs(model) for model in (old, new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            for one, other, number in zip(before[i1:i2], after[j1:j2], range(j1 + 1, j2 + 1), strict=True):
                yield _change("paragraph_changed", file, letter, number=str(number), old=one, new=other)
            continue
        for number, text in enumerate(before[i1:i2] if tag != "equal" else [], i1 + 1):
            yield _change("paragraph_removed", file, letter, number=str(number), text=text)
        for number, text in enumerate(after[j1:j2] if tag != "equal" else [], j1 + 1):
            yield _change("paragraph_added", file, letter, number=str(number), text=text)
    if old.get("attachments", []) != new.get("attachments", []):
        words = {
            "old": shown(", ".join(old.get("attachments", []))),
            "new": shown(", ".join(new.get("attachments", []))),
        }
        yield _change("letter_says", file, letter, what=Word("letter.attachments"), **words)


def _paragraphs(model: Model) -> list[str]:
    """Give each paragraph as one text, its condition in front."""
    return [f"[{each['when']}] {each['text']}" if "when" in each else each["text"] for each in model["paragraphs"]]


def _change(kind: str, file: str, letter: Name, **params: Said | str) -> Change:
    return Change(kind, "letter", file, "content", {"letter": letter, **params})
