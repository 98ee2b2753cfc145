"""What a register refuses comes back to the person who answered, as a sentence, with nothing written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import select, text

from tasks.contract import ServiceContext
from tasks.law.errors import LawError
from tasks.registers.guard import GuardError
from tests.kit.city import City
from tests.kit.operations import install
from workflows.errors import RegisterRefused
from workflows.records.event_log import event_log


def refusing(error: Callable[[], Exception]) -> Callable[..., Mapping[str, Any]]:
    def post(context: ServiceContext, *, amount: int) -> Mapping[str, Any]:
        raise error()

    return post


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (lambda: GuardError("reason_needed"), GuardError("reason_needed").text("ko")),
        (lambda: LawError("not_a_moment", value="x"), LawError("not_a_moment", value="x").text("ko")),
    ],
)
def test_the_person_reads_the_registers_own_sentence(city: City, error: Callable[[], Exception], sentence: str) -> None:
    install(city, posting=refusing(error))
    case = city.start("kit_jobs", by="officer1")

    with pytest.raises(RegisterRefused) as refusal:
        city.finish(case, "ask", by="officer1")

    assert sentence == refusal.value.text("ko")


def test_after_a_refusal_the_task_is_open_and_nothing_was_written(city: City) -> None:
    install(city, posting=refusing(lambda: GuardError("reason_needed")))
    case = city.start("kit_jobs", by="officer1")

    with pytest.raises(RegisterRefused):
        city.finish(case, "ask", by="officer1")

    assert city.open_tasks(case) == ["ask"]
    assert city.incidents(case) == []
    with city.connection() as connection:
        assert list(connection.scalars(select(event_log.c.kind))) == ["started"]


def test_a_trigger_of_the_database_speaks_as_its_register_does(city: City) -> None:
    def grow(context: ServiceContext, *, amount: int) -> Mapping[str, Any]:
        context.connection.execute(
            text(
                "INSERT INTO committee_member (committee, person_id, category, mode, approved_by, term_number,"
                " from_day, to_day) SELECT committee, person_id, category, mode, approved_by, 1, from_day, to_day"
                " FROM committee_member WHERE person_id IS NOT NULL AND committee = 'ai_committee' LIMIT 1"
            )
        )
        return {}

    install(city, posting=grow)
    case = city.start("kit_jobs", by="officer1")

    with pytest.raises(RegisterRefused) as refusal:
        city.finish(case, "ask", by="officer1")

    assert "이미 이 위원회의 위원입니다. 위원 명단을 확인하십시오." == refusal.value.text("ko")
