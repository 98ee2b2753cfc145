"""A form on its way between a person and a case: drawn, received, redrawn, refused."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from starlette.datastructures import UploadFile

from bpmn.bundle import Bundle
from bpmn.forms import Form
from bpmn.forms.fields import Fields
from messages import Language
from workflows.clock import city_date
from workflows.errors import UploadRefused
from workflows.instances.forms import form_of
from workflows.instances.options import Question, options
from workflows.queries.answers import GivenAnswer, answers
from workflows.queries.files import FileFacts, usable_files
from workflows.rights import Case
from workflows.runtime import begin, read
from workflows.use_cases.store_upload import store_upload
from workflows.web.fields import Drawing, FieldView, FormView, KeptFile, written_to_read
from workflows.web.submitted import Deed, apply_deed, read_form
from workflows.web.visit import Visit


class Refusal(Protocol):
    """What a form says about one field."""

    @property
    def field_path(self) -> str:
        """Name the field."""

    @property
    def message_ko(self) -> str:
        """Say it in Korean."""

    @property
    def message_en(self) -> str:
        """Say it in English."""


@dataclass(frozen=True)
class AnswerForm:
    """A form of a published process with what was typed so far."""

    visit: Visit
    form: Form
    document: Mapping[str, Any]
    case: Mapping[str, Any]
    typed: Mapping[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)
    instance_id: int | None = None

    @classmethod
    def blank(cls, visit: Visit, bundle: Bundle, process_id: str, form_id: str, case: Mapping[str, Any]) -> AnswerForm:
        """Give the form as it first appears, with its defaults."""
        form = form_of(visit.services, bundle, process_id, form_id)
        return cls(visit, form, form.document, case, form.blank(case, visit.now))

    @classmethod
    def answered(
        cls,
        visit: Visit,
        bundle: Bundle,
        process_id: str,
        form_id: str,
        answer: Mapping[str, Any],
        case: Mapping[str, Any],
        instance_id: int,
    ) -> AnswerForm:
        """Give the form as it was answered, to be read."""
        form = form_of(visit.services, bundle, process_id, form_id)
        return cls(visit, form, form.document, case, answer, instance_id=instance_id)

    @property
    def title(self) -> str:
        """Give the form's title in the visitor's language."""
        english = self.document.get("x-title-en", "") if self.visit.language == "en" else ""
        return str(english or self.document.get("title", ""))

    @staticmethod
    def empty() -> FormView:
        """Give what is drawn where a task has no form."""
        return FormView(())

    def filled(self, typed: Mapping[str, Any]) -> AnswerForm:
        """Put in what was typed or answered before."""
        return replace(self, typed=typed)

    def received(self, visit: Visit, deed: Deed, instance_id: int | None) -> AnswerForm:
        """Take in what the browser sent, storing new files; a refused file marks its field, and the rest stays."""
        refused: dict[str, str] = {}

        def store(path: str, file: UploadFile) -> str | None:
            try:
                return _store(visit, file, instance_id)
            except UploadRefused as refusal:
                refused.setdefault(path, refusal.text(visit.language))
                return None

        sent = apply_deed(deed, self.document, read_form(self.document, visit.form, store))
        own = replace(self, instance_id=instance_id, errors=refused)
        return replace(own, typed=own._without_foreign_files(sent))

    def refused(self, errors: Iterable[Refusal], language: Language) -> AnswerForm:
        """Mark the fields that were refused."""
        own = "message_en" if language == "en" else "message_ko"
        said: dict[str, str] = {}
        for error in errors:
            said.setdefault(error.field_path.replace("[", ".").replace("]", ""), getattr(error, own))
        return replace(self, errors=said)

    def draw(self) -> FormView:
        """Draw the form in the visitor's language."""
        now = self.visit.now
        visible = self.form.visible(self.typed, self.case, now)
        checked = self.form.check(self.typed, self.case, None, now).values
        fields = [each for each in self.form.fields if each.name in visible]
        computed = {each.name: checked.get(each.name) for each in fields if each.computed is not None}
        shown = {each.name: self.case.get(each.name) for each in fields if each.read_only}
        return self._drawing(visible, {**self.typed, **shown, **computed}).form()

    def _drawing(self, visible: Sequence[str], values: Mapping[str, Any]) -> Drawing:
        return Drawing(
            document=self.document,
            language=self.visit.language,
            visible=visible,
            values=values,
            choices=dict(self._choices()),
            errors=self.errors,
            files=self._files(),
        )

    def readable(self) -> list[tuple[str, list[str]]]:
        """Give what was typed as labels with their lines; no condition is asked, for its data may be gone."""
        lines = []
        typed = [each.name for each in self.form.fields if each.name in self.typed]
        for section in self._drawing(typed, self.typed).form().sections:
            for each in section.fields:
                if self.typed.get(each.path) not in _EMPTY:
                    lines.append((each.title, list(_lines(self.visit, each, self.typed[each.path]))))
        return lines

    def _choices(self) -> Iterator[tuple[str, Sequence[tuple[Any, str]]]]:
        question = Question(self.visit.connection, {**self.case, **self.typed}, city_date(self.visit.now))
        for path, source in _sources(self.form.fields, ""):
            offered = options(question, source)
            yield path, [(each.value, each.label(self.visit.language)) for each in offered]

    def _files(self) -> dict[str, KeptFile]:
        known = self._usable(self.typed)
        return {each: KeptFile(each, facts.name, facts.size) for each, facts in known.items()}

    def _without_foreign_files(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """An upload id that the browser made up, or took from somebody else's case, is left out."""
        known = self._usable(sent)
        return _map_files(self.form.fields, sent, lambda upload_id: upload_id if upload_id in known else None)

    def _usable(self, values: Mapping[str, Any]) -> dict[str, FileFacts]:
        ids: list[str] = []
        _map_files(self.form.fields, values, lambda upload_id: ids.append(upload_id))
        # A fresh look: the visit's own began before a file of this request was stored.
        with read(self.visit.services) as connection:
            return usable_files(connection, ids, self.visit.person.person_id, self.instance_id)


def _store(visit: Visit, file: UploadFile, instance_id: int | None) -> str:
    with begin(visit.services) as uow:
        stored = store_upload(
            uow,
            file.filename or "",
            file.file.read(visit.services.settings.upload_limit + 1),
            actor=visit.person.person_id,
            now=visit.now,
            instance_id=instance_id,
        )
    return stored.upload_id


def readable_answers(visit: Visit, case: Case) -> list[GivenAnswer]:
    """List what was answered in a case, as far as the visitor may read it."""
    return [each for each in answers(visit.connection, case) if visit.may("task.read", each.facts)]


def new_key(visit: Visit, place: str) -> str:
    """Give a fresh idempotency key: the same page sent twice counts once.

    It is sealed for its reader and place, so it also proves later that this form was shown to this person.
    """
    nonce = secrets.token_hex(12)
    return f"{nonce}.{_seal(visit, place, nonce)}"


def was_shown(visit: Visit, place: str) -> bool:
    """Tell whether the form that was sent had been shown to this very person at this place."""
    nonce, _, seal = visit.field("key").partition(".")
    return hmac.compare_digest(seal.encode(), _seal(visit, place, nonce).encode())


def given_key(visit: Visit, place: str) -> str:
    """Give the key that was sent, empty unless our own page gave it to this person at this place."""
    return visit.field("key") if was_shown(visit, place) else ""


def _seal(visit: Visit, place: str, nonce: str) -> str:
    said = f"form:{visit.person.person_id}:{place}:{nonce}".encode()
    return hmac.digest(visit.services.settings.secret, said, "sha256").hex()[:32]


def _sources(fields: Fields, before: str) -> Iterator[tuple[str, str]]:
    for each in fields:
        if each.options:
            yield f"{before}{each.name}", each.options
        if each.rows is not None:
            yield from _sources(each.rows, f"{before}{each.name}.")


def _map_files(fields: Fields, values: Mapping[str, Any], change: Callable[[str], str | None]) -> dict[str, Any]:
    """Give the values with every upload id changed; one that becomes None is left out."""
    changed = dict(values)
    for each in fields:
        value = values.get(each.name)
        if each.rows is not None and isinstance(value, list):
            changed[each.name] = [_map_files(each.rows, row, change) for row in value]
        elif each.widget == "files" and isinstance(value, list):
            changed[each.name] = [found for upload_id in value if (found := change(str(upload_id)))]
        elif each.widget == "file" and value:
            changed[each.name] = change(str(value))
    return changed


_EMPTY: tuple[Any, ...] = (None, "", [], {})


def _lines(visit: Visit, shown: FieldView, value: Any) -> Iterator[str]:
    """Write a field's value in one line, each row of a table in one with its labels."""
    if not shown.rows:
        yield _readable(visit, shown, value)
        return
    for cells, row in zip(shown.rows, value, strict=False):
        named = [(cell, row.get(cell.path.rpartition(".")[2])) for cell in cells]
        yield ", ".join(f"{cell.title} {_readable(visit, cell, each)}" for cell, each in named if each not in _EMPTY)


def _readable(visit: Visit, shown: FieldView, value: Any) -> str:
    if shown.choices:
        return ", ".join(choice.label for choice in shown.choices if choice.chosen)
    if shown.files:
        return ", ".join(file.name for file in shown.files)
    written = shown.value if shown.widget == "reading" else written_to_read(value, shown.widget, visit.language)
    return f"{written} {visit.t.known(f'unit.{shown.unit}', shown.unit)}" if shown.unit else written
