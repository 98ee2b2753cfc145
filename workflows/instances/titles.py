"""What a case is called: its process, who applies, what it is about once somebody has said so; and its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, update

from bpmn.forms import Form
from tasks.registers.parties import party
from workflows.records.definition import definition
from workflows.records.instance import instance as case

if TYPE_CHECKING:
    from workflows.instances.process_instance import ProcessInstance


def title_of(connection: Connection, process_title: str, party_id: int | None, subject: str = "") -> str:
    """Give `지방보조금 교부 · 주식회사 안양에이아이 · AI 품질검사 도입`, what is not known left out."""
    applicant = connection.scalar(select(party.c.name).where(party.c.id == party_id)) if party_id else None
    return " · ".join(part for part in (process_title, applicant, subject) if part)


def number_of(business_key: str, process_titles: Mapping[str, str]) -> str:
    """Give a business key as people read it, `지방보조금 교부 2027-0001`; one that was given by hand stays as it is.

    `process_titles` names the processes by id, in the reader's language.
    """
    process_id, _, number = business_key.partition("/")
    return f"{process_titles[process_id]} {number}" if number and process_id in process_titles else business_key


def subject_of(form: Form | None, values: Mapping[str, Any]) -> str:
    """Give what the answer says the case is about (`x-case-title`); empty where the form does not ask."""
    return str(values.get(form.case_title) or "") if form and form.case_title else ""


def name_case(instance: ProcessInstance, form: Form, values: Mapping[str, Any]) -> None:
    """Call the case by what the answer says it is about."""
    subject = subject_of(form, values)
    if subject:
        connection = instance.unit.connection
        process_title = connection.scalar(select(definition.c.title).where(definition.c.id == instance.definition_id))
        title = title_of(connection, process_title or "", instance.party_id, subject)
        connection.execute(update(case).where(case.c.id == instance.id).values(title=title))
