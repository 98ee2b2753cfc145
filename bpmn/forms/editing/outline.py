"""The order in which a form is read: its sections with their fields, and the fields that stand in none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bpmn.forms.editing.places import Document


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together; `section` is the number of their section, None for those that stand in none."""

    section: int | None
    title: str
    title_en: str
    names: tuple[str, ...]


def outline(document: Document) -> tuple[Group, ...]:
    """Give the sections in order, then the rest; a form without sections is one group."""
    left = [str(name) for name in _properties(document)]
    groups = []
    for number, section in enumerate(sections_of(document)):
        names = tuple(dict.fromkeys(name for name in names_in(section) if name in left))
        left = [name for name in left if name not in names]
        groups.append(Group(number, str(section.get("title", "")), str(section.get("x-title-en", "")), names))
    return (*groups, Group(None, "", "", tuple(left))) if left or not groups else tuple(groups)


def sections_of(document: Document) -> list[Any]:
    """Give the sections that can be read as such."""
    listed = document.get("x-sections")
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def names_in(section: Mapping[str, Any]) -> Iterator[str]:
    """Give the names a section lists."""
    listed = section.get("fields")
    yield from (str(name) for name in (listed if isinstance(listed, list) else ()))


def _properties(document: Document) -> Mapping[str, Any]:
    found = document.get("properties")
    return found if isinstance(found, Mapping) else {}
