"""What can be wrong with a form's document, and with what a person filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import messages
from bpmn.model import Finding
from messages import Language


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing to correct: the field (`budget[0].amount`), what kind of fault, and what to do in both languages."""

    field_path: str
    code: str
    message_ko: str
    message_en: str

    @classmethod
    def of(cls, field_path: str, code: str, **params: object) -> FieldError:
        """Word a fault from the catalogue of this room."""
        korean, english = (messages.text(f"forms.{code}", language, **params) for language in messages.LANGUAGES)
        return cls(field_path, code, korean, english)

    def text(self, language: Language = "ko") -> str:
        """Say what to do."""
        return self.message_ko if language == "ko" else self.message_en


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One fault of a form's document: its rule (the key of its words) and the place (`budget.items.amount`)."""

    rule: str
    place: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = "ko") -> str:
        """Say what is wrong, where, and what to do next."""
        params = {name: _spoken(value, language) for name, value in self.params.items()}
        what = messages.text(f"forms.document.{self.rule}", language, **params)
        return messages.text("forms.document.place", language, place=self.place or "—", what=what)


class FormRefused(Exception):  # noqa: N818  # the document is refused; nothing of ours failed
    """The document is not a form; `problems` holds everything that is wrong, `findings` says it in Korean."""

    def __init__(self, problems: Sequence[FormProblem]) -> None:
        super().__init__(*(problem.text() for problem in problems))
        self.problems = tuple(problems)
        self.findings = self.findings_in("", "ko")

    def findings_in(self, file: str, language: Language) -> tuple[Finding, ...]:
        """Give the problems as findings of the named file."""
        return tuple(
            Finding(f"form_{problem.rule}", "error", problem.place, file, 0, problem.text(language))
            for problem in self.problems
        )


def _spoken(value: object, language: Language) -> object:
    text = getattr(value, "text", None)
    return text(language) if callable(text) else value
