"""Finishing a task: whose it is, what enters the data, and what happens when two do it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tasks.registers import deputies
from tests.kit.city import City
from workflows.errors import (
    AlreadyDone,
    AnswerRefused,
    ClaimedByAnother,
    InstanceNotRunning,
    KeyUsedForAnother,
    MustBeAnotherPerson,
    NoLongerOpen,
    NotFound,
    NotYours,
)
from workflows.records.draft import draft
from workflows.records.user_task import user_task
from workflows.runtime import begin
from workflows.use_cases.cancel_instance import cancel_instance
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.delegate_user_task import delegate_user_task
from workflows.use_cases.suspend_instance import suspend_instance


def test_only_the_fields_of_the_form_enter_the_data(city: City) -> None:
    case = city.start("kit_approval", by="officer1")

    city.finish(case, "write", by="officer1", values={"subject": "도입", "amount": "1,000", "decision": "approve"})

    assert city.values(case)["subject"] == "도입"
    assert city.values(case)["amount"] == 1000
    assert "decision" not in city.values(case)


def test_without_a_form_nothing_typed_enters_the_data(city: City) -> None:
    case = city.start("kit_board", values={"reviewers": [city.person("member1")]})

    city.finish(case, "opinion", by="member1", values={"reviewers": []})

    assert city.values(case) == {"reviewers": [city.person("member1")]}


def test_an_answer_that_lacks_a_field_is_refused_and_nothing_changes(city: City) -> None:
    case = city.start("kit_approval", by="officer1")

    with pytest.raises(AnswerRefused) as refusal:
        city.finish(case, "write", by="officer1", values={"amount": 5})

    assert [error.field_path for error in refusal.value.errors] == ["subject"]
    assert city.open_tasks(case) == ["write"]
    assert "subject" in refusal.value.text("en")


def test_a_task_of_another_lane_is_not_yours(city: City) -> None:
    case = city.start("kit_approval", by="officer1")

    with pytest.raises(NotYours, match="기안"):
        city.finish(case, "write", by="budget1", values={"subject": "도입"})


def test_a_task_that_a_colleague_took_is_theirs(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    city.claim(case, "write", by="officer2")

    with pytest.raises(ClaimedByAnother):
        city.finish(case, "write", by="officer1", values={"subject": "도입"})

    city.finish(case, "write", by="officer2", values={"subject": "도입"})
    assert city.open_tasks(case) == ["review"]


def test_who_wrote_does_not_even_see_the_review(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    city.finish(case, "write", by="officer1", values={"subject": "도입"})

    assert city.worklist("officer1") == []
    assert city.worklist("officer2") == [(case, "review")]


def test_who_wrote_may_not_review_even_when_the_task_is_handed_to_them(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    city.finish(case, "write", by="officer1", values={"subject": "도입"})

    with pytest.raises(MustBeAnotherPerson), begin(city.services) as uow:
        delegate_user_task(
            uow,
            city.task(case, "review").id,
            city.person("officer1"),
            actor=city.person("team_lead1"),
            now=city.clock.now(),
        )


def test_the_second_to_finish_is_told_who_was_first_and_keeps_what_was_typed(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    task_id = city.task(case, "write").id
    city.finish(case, "write", by="officer1", values={"subject": "먼저"})
    first = city.clock.now()
    city.advance(minutes=1)

    with pytest.raises(AlreadyDone) as refusal, begin(city.services) as uow:
        complete_user_task(uow, task_id, {"subject": "나중"}, actor=city.person("officer2"), now=city.clock.now())

    assert (refusal.value.by, refusal.value.at) == (city.person("officer1"), first)
    with city.connection() as connection:
        kept = connection.execute(select(draft.c.person_id, draft.c.submitted)).one()
    assert tuple(kept) == (city.person("officer2"), {"subject": "나중"})
    assert city.values(case)["subject"] == "먼저"


def test_a_task_of_a_cancelled_case_is_no_longer_open(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    task_id = city.task(case, "write").id
    with begin(city.services) as uow:
        cancel_instance(uow, case, reason="철회", actor=city.person("officer1"), now=city.clock.now())

    with pytest.raises(NoLongerOpen), begin(city.services) as uow:
        complete_user_task(uow, task_id, {}, actor=city.person("officer1"), now=city.clock.now())

    assert city.state(case) == "cancelled"
    assert city.worklist("officer1") == []


def test_a_suspended_case_moves_for_nobody(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    with begin(city.services) as uow:
        suspend_instance(uow, case, reason="감사", actor=city.person("operator1"), now=city.clock.now())

    with pytest.raises(InstanceNotRunning):
        city.finish(case, "write", by="officer1", values={"subject": "도입"})


def test_a_task_that_never_was_is_not_found(city: City) -> None:
    with pytest.raises(NotFound, match="no task 7"), begin(city.services) as uow:
        complete_user_task(uow, 7, {}, actor=city.person("officer1"), now=city.clock.now())


def test_the_same_request_sent_twice_counts_once(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    task_id = city.task(case, "write").id
    request = {"actor": city.person("officer1"), "now": city.clock.now(), "idempotency_key": "one click"}

    answers = []
    for _ in range(2):
        with begin(city.services) as uow:
            answers.append(complete_user_task(uow, task_id, {"subject": "도입"}, **request))

    assert answers[0] == answers[1]
    assert city.open_tasks(case) == ["review"]


@pytest.mark.parametrize("change", [{"submitted": {"subject": "다른"}}, {"actor": "officer2"}])
def test_a_request_key_cannot_be_used_for_something_else(city: City, change: dict[str, object]) -> None:
    case = city.start("kit_approval", by="officer1")
    task_id = city.task(case, "write").id
    city.finish(case, "write", by="officer1", values={"subject": "도입"}, idempotency_key="key")

    with pytest.raises(KeyUsedForAnother), begin(city.services) as uow:
        complete_user_task(
            uow,
            task_id,
            change.get("submitted", {"subject": "도입"}),
            actor=city.person(str(change.get("actor", "officer1"))),
            now=city.clock.now(),
            idempotency_key="key",
        )


def test_a_request_key_of_another_task_is_refused_and_nothing_changes(city: City) -> None:
    one, other = city.start("kit_approval", by="officer1"), city.start("kit_approval", by="officer1")
    city.finish(one, "write", by="officer1", values={"subject": "도입"}, idempotency_key="key")

    with pytest.raises(KeyUsedForAnother):
        city.finish(other, "write", by="officer1", values={"subject": "도입"}, idempotency_key="key")

    assert city.open_tasks(other) == ["write"]


def test_a_deputy_finishes_in_the_name_of_the_absent(city: City) -> None:
    lead, today = city.person("team_lead1"), date(2027, 1, 4)
    with city.unit_of_work() as uow:
        deputies.record_absence(uow.connection, lead, today, today + timedelta(days=30), "출장")
        deputies.name_deputy_post(uow.connection, "ai_policy_lead", "ai_policy_head", 1)
    case = city.start("kit_approval", by="officer1")
    city.finish(case, "write", by="officer1", values={"subject": "도입"})
    city.advance(days=3)

    city.finish(case, "remind", by="division_head1")

    with city.connection() as connection:
        signed = select(user_task.c.completed_by, user_task.c.acting_for).where(user_task.c.element == "remind")
        assert tuple(connection.execute(signed).one()) == (city.person("division_head1"), lead)


def test_the_due_date_and_its_clause_stand_on_the_task(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    city.finish(case, "write", by="officer1", values={"subject": "도입"})

    task = city.task(case, "review")

    assert task.due_on == date(2027, 1, 11)
    assert task.due_at.isoformat() == "2027-01-11T15:00:00+00:00"
