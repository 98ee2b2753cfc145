"""What people call an element of a diagram, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from bpmn.diagram.vocabulary import own
from messages import Language


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a process carries in two languages; Korean stands in where there is no English."""

    ko: str
    en: str = ""

    def text(self, language: Language) -> str:
        """Give the name."""
        return (self.en or self.ko) if language == "en" else self.ko


def name_of(node: etree._Element) -> Name:
    """Give an element's name on one line; its id where it has none."""
    return Name(" ".join((node.get("name") or "").split()) or str(node.get("id") or ""), own(node, "nameEn"))
