"""What an answer of the script becomes: through the task's form, as for a person at the page; as given without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bpmn.bundle import Bundle
from bpmn.model import OpenWork, Values
from messages import Language

if TYPE_CHECKING:
    from bpmn.forms import FieldError

Functions = Mapping[str, Callable[..., Any]]


class AnswerRefused(ValueError):  # noqa: N818 -- named for what happened
    """The form of the task does not accept the scripted answer."""

    code = "answer_refused"

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        self.errors = errors
        super().__init__(self.text("en"))

    def text(self, language: Language = "ko") -> str:
        """Say for each field what is wrong with it."""
        own = "message_en" if language == "en" else "message_ko"
        return "; ".join(f"{error.field_path}: {getattr(error, own)}" for error in self.errors)


def answer_values(bundle: Bundle, work: OpenWork, given: Values, case: Values, functions: Functions) -> Values:
    """Check an answer by the form of its task and give what enters the data; raises AnswerRefused.

    Of a form whose answer goes to a register (`x-operation`) the script gives what the operation would return.
    """
    if not work.form:
        return given
    document = bundle.form(work.process_id, work.form)
    if document.get("x-operation"):
        return given
    from bpmn.forms import Form  # most diagrams that are played have none

    answer = Form.read(document, functions).check(given, {**case, **work.values}, None)
    if answer.errors:
        raise AnswerRefused(answer.errors)
    return answer.values
