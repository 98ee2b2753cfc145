"""An applicant reads what was issued and what was sent in, and nothing that the city still works on."""

from __future__ import annotations

import pytest

from tasks.registers import documents
from tests.hostile.conftest import Attacker
from tests.hostile.test_answers_beyond_the_form import PDF
from tests.kit.city import City
from workflows.use_cases.store_upload import store_upload


def _document(city: City, case: int, title: str, recipient: str, *, approved: bool) -> int:
    with city.unit_of_work() as uow:
        officer, now = city.person("officer1"), city.clock.now()
        number = documents.draft(
            uow.connection,
            division="ai_policy",
            title=title,
            recipient=recipient,
            body={"text": title},
            drafted_by=officer,
            at=now,
            instance_id=case,
        )
        if approved:
            documents.approve(
                uow.connection, number, person_id=officer, post_name="주무관", at=now, capacity="delegated"
            )
    return number


@pytest.mark.parametrize(
    ("recipient", "approved", "seen"),
    [("신청자", False, False), ("내부결재", True, False), ("내부결재", False, False), ("신청자", True, True)],
)
def test_only_an_issued_document_is_for_the_applicant(
    city: City, attacker: Attacker, permit: int, recipient: str, approved: bool, seen: bool
) -> None:
    number = _document(city, permit, "허가하지 않음", recipient, approved=approved)
    applicant, officer = attacker("applicant1"), attacker("officer1")
    assert (applicant.get(f"/documents/{number}").status_code == 200) == seen
    assert ("허가하지 않음" in applicant.get(f"/cases/{permit}").text) == seen
    assert officer.get(f"/documents/{number}").status_code == 200
    assert "허가하지 않음" in officer.get(f"/cases/{permit}").text


def test_a_file_of_the_city_is_not_for_the_applicant(city: City, attacker: Attacker, permit: int) -> None:
    with city.unit_of_work() as uow:
        officer, now = city.person("officer1"), city.clock.now()
        file = store_upload(uow, "검토 메모.pdf", PDF, actor=officer, now=now, instance_id=permit).upload_id
    applicant = attacker("applicant1")
    assert applicant.get(f"/files/{file}").status_code == 404
    assert "검토 메모" not in applicant.get(f"/cases/{permit}").text
    assert attacker("officer2").get(f"/files/{file}").status_code == 200
