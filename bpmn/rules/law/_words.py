"""Clauses inside a finding's words: cited in full, with what they ask for in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.ordinance import Clause
from messages import Language


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause with its id, its citation and its content."""

    clause: Clause

    @property
    def id(self) -> str:
        """The clause's id."""
        return self.clause.id

    def text(self, language: Language) -> str:
        """Say it: `IMP-24 행정절차법 제21조 (불리한 처분은 미리 알리고 …)`."""
        content = self.clause.text(language).rstrip(".")
        return f"{self.clause.id} {self.clause.cited} ({content})"
