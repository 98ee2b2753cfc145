"""Who may do what, as a city official would say it."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import messages
from workflows.rights import (
    EVERY_ROLE,
    RULES,
    Action,
    Case,
    Context,
    Page,
    Process,
    Reception,
    Subject,
    Submission,
    Task,
    decide,
)

LANES = Context(lanes={"subsidy_case": frozenset({"applicant", "officer", "payment_officer"})})
CASE = Case(1, "subsidy_case", starter_id=10, party_id=7, participants=frozenset({20}))
ROLES = ("applicant", "officer", "payment_officer", "committee_member", "auditor", "operator", "mayor")


def _subject(person_id: int, *roles: str, parties: tuple[int, ...] = ()) -> Subject:
    return Subject(person_id, frozenset(roles), frozenset(parties))


def _task(role: str = "officer", **facts: object) -> Task:
    return Task(CASE, role, candidates=frozenset({20, 21}), **facts)  # type: ignore[arg-type]  # facts are the fields


def test_nobody_who_is_not_signed_in_may_do_anything() -> None:
    assert [decide(None, action, Page("x"), LANES).allowed for action in RULES] == [False] * len(RULES)


def test_an_applicant_sees_the_own_case_and_no_other() -> None:
    owner, stranger = _subject(10, "applicant"), _subject(11, "applicant")
    assert decide(owner, "case.read", CASE, LANES).rule == "own_case"
    assert decide(stranger, "case.read", CASE, LANES).reason == "rights.no_rule.case.read"


def test_a_colleague_of_the_applicant_who_speaks_for_the_same_party_sees_the_case() -> None:
    assert decide(_subject(12, "applicant", parties=(7,)), "case.read", CASE, LANES).allowed


def test_a_committee_member_sees_only_cases_with_an_own_task() -> None:
    assert decide(_subject(20, "committee_member"), "case.read", CASE, LANES).rule == "took_part"
    assert not decide(_subject(22, "committee_member"), "case.read", CASE, LANES).allowed


def test_who_reads_the_case_reads_what_was_answered_in_it_but_no_ballot() -> None:
    def may_read(subject: Subject, role: str, **facts: object) -> bool:
        return decide(subject, "task.read", _task(role, **facts), LANES).rule == "answered"

    officer, owner = _subject(30, "officer"), _subject(10, "applicant")
    assert may_read(officer, "applicant", is_open=False)
    assert may_read(officer, "team_lead", is_open=False)
    assert not may_read(officer, "team_lead")
    assert not may_read(officer, "committee_member", is_open=False)
    assert not may_read(_subject(31, "plan_writer"), "applicant", is_open=False)
    assert may_read(owner, "applicant", is_open=False)
    assert not may_read(owner, "officer", is_open=False)
    assert not may_read(_subject(32, "officer", parties=(7,)), "officer", is_open=False)


def test_staff_of_a_lane_read_the_cases_of_that_process_only() -> None:
    elsewhere = Case(2, "basic_plan", starter_id=None, party_id=None)
    assert decide(_subject(30, "officer"), "case.read", CASE, LANES).rule == "lane_of_process"
    assert not decide(_subject(30, "officer"), "case.read", elsewhere, LANES).allowed


def test_being_an_applicant_in_a_lane_does_not_open_the_cases_of_others() -> None:
    assert not decide(_subject(30, "applicant"), "case.read", CASE, LANES).allowed


def test_who_finished_a_step_may_not_finish_one_that_needs_a_different_person() -> None:
    task = _task(barred=frozenset({20}))
    assert decide(_subject(20, "officer"), "task.finish", task, LANES).rule == "separation_of_duties"
    assert decide(_subject(21, "officer"), "task.finish", task, LANES).allowed


def test_who_speaks_for_the_applicant_may_not_act_for_the_city_in_the_same_case() -> None:
    both = _subject(20, "applicant", "officer", parties=(7,))
    assert decide(both, "task.finish", _task("officer"), LANES).rule == "own_application"
    assert decide(both, "task.finish", _task("applicant"), LANES).allowed


def test_neither_an_applicants_statement_nor_a_members_vote_is_passed_on() -> None:
    for role in ("applicant", "committee_member", "committee_chair"):
        assert decide(_subject(20, role), "task.delegate", _task(role), LANES).rule == "personal_task"
    assert decide(_subject(20, "officer"), "task.delegate", _task("officer"), LANES).allowed


def test_a_claimed_task_can_be_finished_and_released_only_by_the_one_who_claimed_it() -> None:
    task = _task(assignee=21)
    assert not decide(_subject(20, "officer"), "task.finish", task, LANES).allowed
    assert not decide(_subject(20, "officer"), "task.release", task, LANES).allowed
    assert decide(_subject(21, "officer"), "task.finish", task, LANES).allowed
    assert decide(_subject(21, "officer"), "task.release", task, LANES).allowed


def test_a_finished_task_can_still_be_read_but_not_finished_by_those_it_was_offered_to() -> None:
    task = _task(is_open=False)
    assert decide(_subject(20, "officer"), "task.read", task, LANES).allowed
    assert not decide(_subject(20, "officer"), "task.finish", task, LANES).allowed


def test_the_mayor_reads_every_task_but_finishes_only_those_offered() -> None:
    mayor = _subject(1, "mayor")
    assert decide(mayor, "task.read", _task(), LANES).rule == "oversight"
    assert not decide(mayor, "task.finish", _task(), LANES).allowed


def test_a_withdrawal_is_sent_by_the_applicant_of_the_case_and_by_no_other_applicant() -> None:
    withdraw = Reception(CASE, "withdraw", frozenset({"applicant"}))
    assert decide(_subject(10, "applicant"), "case.message", withdraw, LANES).allowed
    assert not decide(_subject(11, "applicant"), "case.message", withdraw, LANES).allowed
    assert not decide(_subject(30, "officer"), "case.message", withdraw, LANES).allowed


def test_a_process_is_started_by_the_role_of_its_start_event() -> None:
    process = Process("subsidy_case", frozenset({"applicant"}))
    assert decide(_subject(10, "applicant"), "case.start", process, LANES).allowed
    assert not decide(_subject(30, "officer"), "case.start", process, LANES).allowed


def test_only_an_operator_retries_and_owners_and_auditors_watch() -> None:
    page = Page("operations")
    watchers = {role for role in ROLES if decide(_subject(1, role), "operations.read", page, LANES).allowed}
    repairers = {role for role in ROLES if decide(_subject(1, role), "operations.retry", page, LANES).allowed}
    assert watchers == {"operator", "auditor"}
    assert repairers == {"operator"}


def test_the_studio_is_changed_by_process_owners_and_read_by_who_runs_and_audits_too() -> None:
    studio = Page("studio")
    readers = {role for role in EVERY_ROLE if decide(_subject(1, role), "studio.read", studio, LANES).allowed}
    editors = {role for role in EVERY_ROLE if decide(_subject(1, role), "studio.edit", studio, LANES).allowed}
    assert (readers, editors) == ({"process_owner", "operator", "auditor"}, {"process_owner"})


def test_who_wrote_any_of_a_process_may_not_publish_it() -> None:
    submission = Submission("subsidy_case", authors=frozenset({1, 2}))
    assert decide(_subject(2, "process_owner"), "studio.publish", submission, LANES).rule == "wrote_it"
    assert decide(_subject(3, "process_owner"), "studio.publish", submission, LANES).allowed
    assert not decide(_subject(3, "operator"), "studio.publish", submission, LANES).allowed


def test_every_action_has_rules() -> None:
    assert set(RULES) == set(get_args(Action))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_rule_and_every_refusal_has_a_sentence(language: messages.Language) -> None:
    words = messages.catalogue("rights", language)
    rules = {rule.__name__ for forbid, allow in RULES.values() for rule in (*forbid, *allow)}
    assert rules | {"signed_in"} | {f"no_rule.{action}" for action in RULES} == set(words)


@given(
    roles=st.frozensets(st.sampled_from(ROLES)),
    person=st.integers(1, 30),
    assignee=st.none() | st.integers(1, 30),
    barred=st.frozensets(st.integers(1, 30)),
)
def test_whoever_may_finish_a_task_may_read_it_and_its_case(
    roles: frozenset[str], person: int, assignee: int | None, barred: frozenset[int]
) -> None:
    candidates = frozenset(range(15, 25))
    case = Case(1, "subsidy_case", 10, 7, participants=candidates | ({assignee} if assignee else set()))
    task = Task(case, "officer", candidates, assignee, barred)
    subject = Subject(person, roles)
    if decide(subject, "task.finish", task, LANES).allowed:
        assert decide(subject, "task.read", task, LANES).allowed
        assert decide(subject, "case.read", case, LANES).allowed
