"""Sections: headings under which fields stand together."""

from __future__ import annotations

from typing import Any

from bpmn.forms.editing.outline import sections_of
from bpmn.forms.editing.places import Changed, Document, EditRefused, Titles, copied, entitle


def add_section(document: Document, titles: Titles) -> Changed:
    """Add a section at the end; the first one takes in all fields."""
    _require_title(titles)
    changed = copied(document)
    section: Changed = {"title": titles.ko}
    entitle(section, titles)
    first = not sections_of(changed)
    section["fields"] = list(changed.get("properties", {})) if first else []
    changed["x-sections"] = [*sections_of(changed), section]
    return changed


def rename_section(document: Document, number: int, titles: Titles) -> Changed:
    """Give a section other titles."""
    _require_title(titles)
    changed = copied(document)
    entitle(section_at(changed, number), titles)
    return changed


def move_section(document: Document, number: int, by: int) -> Changed:
    """Move a section up (`by` -1) or down (1); at the end it stays."""
    changed = copied(document)
    section_at(changed, number)
    changed["x-sections"] = swapped(sections_of(changed), number, by)
    return changed


def remove_section(document: Document, number: int) -> Changed:
    """Take the heading away; its fields stay, at the end of the form."""
    changed = copied(document)
    section_at(changed, number)
    left = [each for place, each in enumerate(sections_of(changed)) if place != number]
    if left:
        changed["x-sections"] = left
    else:
        del changed["x-sections"]
    return changed


def section_at(document: Document, number: int) -> Any:
    """Give a section; raises EditRefused when there is none."""
    sections = sections_of(document)
    if not 0 <= number < len(sections):
        raise EditRefused("no_section")
    return sections[number]


def swapped(listed: list[Any], place: int, by: int) -> list[Any]:
    """Give the list with one entry changed with its neighbour; beyond the end nothing moves."""
    other = place + by
    listed = list(listed)
    if 0 <= other < len(listed):
        listed[place], listed[other] = listed[other], listed[place]
    return listed


def _require_title(titles: Titles) -> None:
    if not titles.ko:
        raise EditRefused("no_title")
