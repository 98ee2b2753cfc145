"""Clauses as pages cite them: a short title, the duty in our own words, the full citation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bpmn import ordinance
from messages import Language

_ARTICLE = re.compile(r"A(?P<article>\d+)(?:P(?P<paragraph>\d+))?(?:I(?P<item>\d+))?(?P<rest>[a-z]?)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule, ready to be read."""

    id: str
    kind: str
    source: str
    _rule: ordinance.Clause

    def title(self, language: Language) -> str:
        """Cite briefly: `제5조제2항제6호`, `Article 5(2)6`; a rule of other law with the name of that law."""
        of_ordinance = _ARTICLE.match(self.id)
        if of_ordinance is None:
            return self._rule.cited
        if language == "ko":
            return self._rule.citation
        paragraph = f"({of_ordinance['paragraph']})" if of_ordinance["paragraph"] else ""
        item = f" item {of_ordinance['item']}" if of_ordinance["item"] else ""
        return f"Article {of_ordinance['article']}{paragraph}{item}"

    def text(self, language: Language) -> str:
        """Say the rule."""
        return self._rule.text(language)


def clause(clause_id: str) -> Clause | None:
    """Give one clause; None when nobody wrote it down."""
    rule = ordinance.clauses().get(clause_id)
    return None if rule is None else Clause(rule.id, rule.kind, rule.cited, rule)


def clauses(ids: Iterable[str]) -> tuple[Clause, ...]:
    """Give those of the clauses that are written down, in the order asked."""
    return tuple(found for each in ids if (found := clause(each)))


def all_clauses() -> tuple[Clause, ...]:
    """Give every clause in the order of the law."""
    return clauses(ordinance.clauses())
