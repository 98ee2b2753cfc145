"""What the readers refuse (the engine a diagram, the forms a document), said beside what the rules find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.bundle import Bundle
from bpmn.engine import Definition, Engine, Refused
from bpmn.engine.errors import Speaking
from bpmn.forms import FormRefused
from bpmn.forms.errors import FormProblem
from bpmn.model import Finding, Severity
from bpmn.rules.subject import Subject
from messages import Language


@dataclass(frozen=True, slots=True)
class Refusal:
    """One fault for which the engine refuses the diagram."""

    problem: Speaking
    severity: Severity = "error"

    def finding(self, language: Language) -> Finding:
        """Say it in one language."""
        return self.problem.finding(language)


@dataclass(frozen=True, slots=True)
class FormRefusal:
    """One fault of a form's document."""

    problem: FormProblem
    file: str
    severity: Severity = "error"

    def finding(self, language: Language) -> Finding:
        """Say it in one language."""
        return FormRefused([self.problem]).findings_in(self.file, language)[0]


def load(engine: Engine, bundle: Bundle) -> Definition | Refused:
    """Load a bundle, or give why the engine refuses it."""
    try:
        return engine.load(bundle)
    except Refused as refused:
        return refused


def of_forms(subject: Subject) -> Iterator[FormRefusal]:
    """Give what is wrong with the documents of the forms."""
    for form_id, read in subject.read_forms.items():
        if isinstance(read, FormRefused):
            for problem in read.problems:
                yield FormRefusal(problem, f"{subject.prefix}forms/{form_id}.json")
