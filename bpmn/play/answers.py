"""What an answer of the script becomes: through the task's form, as for a person at the page; as given without one."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from bpmn.bundle import Bundle
from bpmn.expressions import ExpressionError, Functions
from bpmn.forms import Form, FormRefused
from bpmn.model import OpenWork, Values
from messages import Language


class AnswerRefused(ValueError):  # noqa: N818 -- named for what happened
    """The form of the task does not accept the scripted answer, or is no form itself."""

    code = "answer_refused"

    def __init__(self, korean: str, english: str) -> None:
        self._texts = {"ko": korean, "en": english}
        super().__init__(english)

    def text(self, language: Language = "ko") -> str:
        """Say for each field what is wrong with it."""
        return self._texts[language]


def answer_values(
    bundle: Bundle, work: OpenWork, given: Values, case: Values, functions: Functions, now: datetime
) -> Values:
    """Check an answer by the form of its task and give what enters the data; raises AnswerRefused.

    Of a form whose answer goes to a register (`x-operation`) the script gives what the operation would return. A task
    whose form is not in the bundle (a foreign diagram) takes anything, like one without a form.
    """
    try:
        document = bundle.form(work.process_id, work.form)
    except KeyError:
        return given
    if document.get("x-operation"):
        return returned(given)
    try:
        answer = Form.read(document, functions).check(given, {**case, **work.values}, None, now)
    except FormRefused as refused:
        both = ("; ".join(problem.text(language) for problem in refused.problems) for language in ("ko", "en"))
        raise AnswerRefused(*both) from refused
    except ExpressionError as error:
        raise AnswerRefused(error.text("ko"), error.text("en")) from error
    if answer.errors:
        both = ("; ".join(f"{e.field_path}: {e.text(language)}" for e in answer.errors) for language in ("ko", "en"))
        raise AnswerRefused(*both)
    return answer.values


def returned(given: Values) -> Values:
    """Give what an operation returns: JSON has no days, so a text that is one (`2027-03-02`) stands for the day."""
    return {name: _with_days(value) for name, value in given.items()}


def _with_days(value: Any) -> Any:
    if isinstance(value, dict):
        return returned(value)
    if isinstance(value, list):
        return [_with_days(each) for each in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
