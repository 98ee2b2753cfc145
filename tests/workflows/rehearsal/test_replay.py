"""A story happens in a throw-away city: real engine, real use cases, nobody outside notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bpmn.bundle import Bundle
from bpmn.examples import Example, Finish, Send, Start, Story, Wait, deviations
from tests.kit.subsidy import application
from workflows.rehearsal.city import rehearsal
from workflows.rehearsal.replay import outcome, replay, replay_example
from workflows.use_cases.load_demo import CATALOGUE

OPENING = datetime.fromisoformat("2027-01-04T09:00+09:00")
BEGINS = Start("applicant1", {"programme": "ai_adoption_2027", "guide_read": True})
FILED = Story(OPENING, BEGINS, (Finish("application", "applicant1", application()),))


@pytest.fixture(scope="module")
def subsidy() -> Bundle:
    return Bundle.read(CATALOGUE / "subsidy_case")


def test_an_application_that_is_filed_waits_for_the_officer(subsidy: Bundle) -> None:
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, FILED))
    assert (came.state, came.open) == ("running", ("completeness",))
    assert "application" in came.path


def test_whoever_may_not_do_a_task_is_refused_and_the_story_stops_there(subsidy: Bundle) -> None:
    story = FILED.then(Finish("completeness", "applicant2", {"completeness_result": "complete"}))
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, story))
    assert (came.state, came.stopped_at) == ("stopped", 2)
    assert "맡은 할 일이 아닙니다" in came.reason


def test_a_supplement_that_never_comes_runs_into_its_deadline(subsidy: Bundle) -> None:
    asked = {"completeness_result": "supplement", "supplement_items": "사업 기간", "supplement_days": 10}
    story = FILED.then(Finish("completeness", "officer1", asked)).then(Wait(OPENING + timedelta(days=30)))
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, story))
    assert "supplement_overdue" in came.path


def test_an_applicant_withdraws(subsidy: Bundle) -> None:
    story = FILED.then(Send("withdraw"))
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, story))
    assert "record_withdrawal" in came.path, came


def test_the_same_example_comes_out_the_same_every_time(subsidy: Bundle) -> None:
    with rehearsal(subsidy, OPENING) as city:
        example = Example("신청", "Application", FILED, outcome(replay(city, subsidy, FILED)))
    assert deviations(example.expected, replay_example(subsidy, example)) == ()


def test_an_example_that_comes_out_otherwise_says_how(subsidy: Bundle) -> None:
    with rehearsal(subsidy, OPENING) as city:
        expected = outcome(replay(city, subsidy, FILED))
    example = Example("신청", "", FILED, replace(expected, open=("examination",)))
    (deviation,) = deviations(example.expected, replay_example(subsidy, example))
    assert deviation.text("ko") == "열린 할 일: examination → completeness"
