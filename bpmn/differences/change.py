"""One change between two versions, with the words to say it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import messages
from messages import Language

Part = Literal["diagram", "form", "decision", "letter", "example", "file"]
Weight = Literal["flow", "content", "appearance"]
"""What it touches: the way a case takes; what people see, fill in and decide by; only how it looks or is called."""


class Said(Protocol):
    """Something that reads differently in each language."""

    def text(self, language: Language) -> str:
        """Say it."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the catalogue `differences`, by its key."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Give the word."""
        return messages.text(f"differences.{self.key}", language, **self.params)


@dataclass(frozen=True, slots=True)
class Role:
    """Whom a lane names: a role by its code, or whatever another tool wrote there."""

    code: str

    def text(self, language: Language) -> str:
        """Give the role's word as the pages show it."""
        return messages.catalogue("web", language).get(f"role.{self.code}", self.code)


@dataclass(frozen=True, slots=True)
class Names:
    """Several names in a row."""

    each: tuple[Said, ...]

    def text(self, language: Language) -> str:
        """Give them with commas between."""
        return ", ".join(f"‘{one.text(language)}’" for one in self.each)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `kind` names its sentence, `subject` the element's id or the file's name."""

    kind: str
    part: Part
    subject: str
    weight: Weight
    params: Mapping[str, Said | str] = field(default_factory=dict)

    def sentence(self, language: Language = "ko") -> str:
        """Say it in one sentence."""
        words = {key: one if isinstance(one, str) else one.text(language) for key, one in self.params.items()}
        return messages.text(f"differences.{self.kind}", language, **words)


def quoted(names: Iterable[Said]) -> Names:
    """Put names in a row."""
    return Names(tuple(names))


def shown(value: str) -> Said | str:
    """Give a value as it is written, or the word for none."""
    return value or Word("nothing")
