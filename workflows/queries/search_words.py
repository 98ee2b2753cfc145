"""What people type into a search box: every word is looked for in what a line shows of a case."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from workflows.records.definition import definition
from workflows.records.instance import instance

_SHOWN = (instance.c.title, instance.c.business_key)


def showing(words: str, *texts: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """Ask that every word stands in one of the texts, the case's title or number, or the title of its process."""
    return [or_(*_containing(word, *texts, *_SHOWN), _of_process(word)) for word in words.split()]


def _of_process(word: str) -> ColumnElement[bool]:
    named = select(definition.c.process_id).where(or_(*_containing(word, definition.c.title, definition.c.title_en)))
    return instance.c.process_id.in_(named)


def _containing(word: str, *texts: ColumnElement[str]) -> list[ColumnElement[bool]]:
    return [text.icontains(word, autoescape=True) for text in texts]
