"""What a form does not ask for, or does not offer, never enters a case: whoever sends it, through whichever door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.hostile.conftest import Attacker
from tests.kit.city import City
from tests.kit.visitor import Visitor
from workflows.use_cases.store_upload import store_upload

Sit = Callable[[str], Visitor]
APPLICATION: dict[str, Any] = {
    "purpose": "인공지능 체험 행사",
    "kind": "free",
    "held_on": "2027-03-01",
    "costs": [{"item": "무대", "amount": 1_200_000}],
    "pledge": True,
}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def _upload(city: City, login: str, case: int | None = None) -> str:
    with city.unit_of_work() as uow:
        person, now = city.person(login), city.clock.now()
        return store_upload(uow, "계획서.pdf", PDF, actor=person, now=now, instance_id=case).upload_id


def _start(attacker: Attacker, login: str, **changes: Any) -> Any:
    body = {"values": APPLICATION | changes}
    return attacker(login).post("/api/v1/processes/hall_permit/start", json=body)


@pytest.mark.parametrize("whose", ["applicant1", "officer1"])
def test_the_file_of_somebody_else_cannot_be_attached(city: City, attacker: Attacker, whose: str) -> None:
    answer = _start(attacker, "applicant2", plan=_upload(city, whose))
    assert (answer.status_code, answer.json()["error"]["fields"][0]["path"]) == (422, "plan")


def test_a_file_that_nobody_uploaded_cannot_be_attached(attacker: Attacker) -> None:
    assert _start(attacker, "applicant2", plan="0" * 32).status_code == 422


def test_a_file_of_another_case_cannot_be_attached_again(city: City, attacker: Attacker, permit: int) -> None:
    assert _start(attacker, "applicant1", plan=_upload(city, "applicant1", permit)).status_code == 422


def test_the_own_file_is_attached_and_read_by_who_reads_the_case(city: City, attacker: Attacker) -> None:
    upload = _upload(city, "applicant1")
    assert attacker("officer1").get(f"/files/{upload}").status_code == 404
    assert _start(attacker, "applicant1", plan=upload).status_code == 201
    assert attacker("officer1").get(f"/files/{upload}").status_code == 200
    assert attacker("applicant2").get(f"/files/{upload}").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "nothing offered"),
        ("kind", ["free"]),
        ("purpose", ["list"]),
        ("purpose", {"a": 1}),
        ("purpose", "가" * 70_000),
        ("held_on", "2027-02-30"),
        ("pledge", "maybe"),
        ("costs", "text"),
        ("costs", [1]),
        ("costs", [{"item": "무대", "amount": 1}] * 5_000),
        ("costs", [{"item": "무대", "amount": -1}]),
        ("costs", [{"item": "무대", "amount": 1.5}]),
        ("costs", [{"item": "무대", "amount": 10**19}]),
        ("costs", [{"item": "무대", "amount": "NaN"}]),
        ("costs", [{"item": "무대", "amount": True}]),
        ("plan", "../../etc/passwd"),
    ],
)
def test_an_answer_that_the_form_cannot_hold_is_refused_at_its_field(
    attacker: Attacker, field: str, value: Any
) -> None:
    answer = _start(attacker, "applicant1", **{field: value})
    assert answer.status_code == 422, answer.text
    assert {each["path"].split("[")[0].split(".")[0] for each in answer.json()["error"]["fields"]} >= {field}


def test_fields_that_are_computed_or_not_of_the_form_are_left_out(city: City, attacker: Attacker) -> None:
    answer = _start(attacker, "applicant1", total=1, complete="yes", approved=True, fee=0, open="x")
    values = city.values(answer.json()["instance_id"])
    assert values["total"] == 1_200_000
    assert {"complete", "approved", "open"} & set(values) == set()
