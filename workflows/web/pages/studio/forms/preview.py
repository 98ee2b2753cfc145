"""The form as people will see it: drawn and checked by the same code as at a task, beside sample values of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, Response

from bpmn.expressions import ExpressionError, ExpressionRefused, compile_expression
from bpmn.forms.samples import case_samples
from messages import Language
from workflows.instances.options import Question, allowed
from workflows.queries.draft_form import DraftForm, draft_form, form_title
from workflows.queries.known_names import known_names
from workflows.web.answer import AnswerForm
from workflows.web.endpoint import MOST_FILES, Address
from workflows.web.pages.studio.frame import process_of, studio_page, studio_words
from workflows.web.submitted import Deed, apply_deed, read_form
from workflows.web.visit import Visit

SAMPLE = "sample."
"""Before the name of a value of the case in the address."""


@dataclass(frozen=True)
class Preview:
    """One drawing of a form of a draft."""

    visit: Visit
    found: DraftForm
    language: Language
    answer: AnswerForm | None
    """None while the form is refused, or its samples do not fit it."""
    samples: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    tried: str = ""
    """What pressing the button said: empty before, `refused` or `taken`."""

    @classmethod
    def of(cls, visit: Visit, found: DraftForm, language: Language) -> Preview:
        """Draw the form as it first appears."""
        return cls._with(visit, found, language, None)

    @classmethod
    def tried_with(cls, visit: Visit, found: DraftForm, language: Language) -> Preview:
        """Take in what the browser sent and draw it again; the button that finishes has it checked."""
        return cls._with(visit, found, language, Deed.read(visit.field("do")))

    @classmethod
    def _with(cls, visit: Visit, found: DraftForm, language: Language, deed: Deed | None) -> Preview:
        seen = replace(visit, language=language)
        if found.form is None:
            return cls(seen, found, language, None, problem=studio_words(visit)("form.preview_refused"))
        samples = dict(_samples(visit, found))
        try:
            case = _case(visit, samples)
            answer = AnswerForm(seen, found.form, found.form.document, case, found.form.blank(case, visit.now))
            preview = cls(seen, found, language, answer, samples)
            preview = preview._received(deed) if deed else preview
            preview.part()
        except (ExpressionError, ExpressionRefused) as fault:
            said = studio_words(visit)("form.sample_unfit", fault=fault.text(visit.language))
            return cls(seen, found, language, None, samples, said)
        return preview

    def part(self) -> Markup:
        """Draw the form, or say why it cannot be drawn."""
        if self.answer is None:
            return Markup('<p class="quiet" id="answer">{}</p>').format(self.problem)
        return Markup(
            self.visit.render(
                "parts/answer.html",
                form=self.answer.draw(),
                form_url=self.address,
                key="",
                may_save=False,
                draft_at=None,
                upload_limit=self.visit.services.settings.upload_limit,
                submit_label=studio_words(self.visit)("form.try"),
            )
        )

    @property
    def address(self) -> str:
        """Give where the drawn form is sent."""
        return self.address_in(self.language)

    def address_in(self, language: Language) -> str:
        """Give the address of this preview in a language; the samples that were changed stay."""
        changed = {name: text for name, text in self.visit.request.query_params.items() if name.startswith(SAMPLE)}
        place = f"/studio/{process_of(self.visit)}/forms/{self.found.form_id}/preview"
        return f"{place}?{urlencode({'preview': language, **changed})}"

    def _received(self, deed: Deed) -> Preview:
        assert self.answer is not None
        sent = apply_deed(deed, self.answer.document, read_form(self.answer.document, self.visit.form, _chosen))
        answer = self.answer.filled(sent)
        if deed.verb != "finish":
            return replace(self, answer=answer)
        question = Question(self.visit.connection, self.answer.case, self.visit.today)
        checked = self.answer.form.check(sent, self.answer.case, partial(allowed, question), self.visit.now)
        answer = answer.refused(checked.errors, self.language)
        return replace(self, answer=answer, tried="refused" if checked.errors else "taken")


def show_preview(visit: Visit) -> Response:
    """Show the form on a page of its own, with the samples to change."""
    found = _found(visit)
    return _page(visit, found, Preview.of(visit, found, _language(visit)))


def try_form(visit: Visit) -> Response:
    """Fill in the form without any case; nothing is stored."""
    found = _found(visit)
    preview = Preview.tried_with(visit, found, _language(visit))
    if visit.is_partial:
        return HTMLResponse(preview.part())
    return _page(visit, found, preview)


def _page(visit: Visit, found: DraftForm, preview: Preview) -> Response:
    return studio_page(
        visit,
        "forms",
        "forms/preview.html",
        status=422 if preview.tried == "refused" else 200,
        heading=form_title(found.subject, found.form_id, visit.language),
        found=found,
        preview=preview,
        part=preview.part(),
        sample=SAMPLE,
        address=f"/studio/{process_of(visit)}/forms/{found.form_id}",
    )


def _samples(visit: Visit, found: DraftForm) -> Iterator[tuple[str, str]]:
    """Give an expression for every value of the case: as asked for in the address, or a likely one."""
    assert found.form is not None
    for name, text in case_samples(found.form, known_names(found.subject)).items():
        yield name, visit.param(f"{SAMPLE}{name}") or text


def _case(visit: Visit, samples: Mapping[str, str]) -> dict[str, Any]:
    functions = visit.services.functions
    return {name: compile_expression(text, functions)({}, visit.now) for name, text in samples.items()}


def _chosen(path: str, file: UploadFile) -> str:
    """A file that was chosen counts as given; trying a form stores nothing."""
    return "chosen"


def _language(visit: Visit) -> Language:
    wanted = visit.param("preview")
    return cast("Language", wanted) if wanted in ("ko", "en") else visit.language


def _found(visit: Visit) -> DraftForm:
    return draft_form(visit.services, visit.connection, process_of(visit), str(visit.request.path_params["form_id"]))


ADDRESSES = (
    Address("/studio/{process_id}/forms/{form_id}/preview", show_preview, "studio.read"),
    Address("/studio/{process_id}/forms/{form_id}/preview", try_form, "studio.read", "POST", MOST_FILES),
)
