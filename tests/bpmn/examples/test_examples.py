"""An example is kept as a file, and a run that comes out otherwise is told apart in sentences."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bpmn.bundle import Bundle
from bpmn.examples import Example, ExampleRefused, Finish, Given, Outcome, Send, Start, Story, Wait, covered, deviations

OPENING = datetime.fromisoformat("2027-01-04T09:00+09:00")
STORY = Story(
    OPENING,
    Start("applicant1", {"programme": "ai"}),
    (Finish("application", "applicant1", {"amount": 3}), Wait(OPENING), Send("withdraw", "", {"reason": "사정"})),
    Given(absent=("mayor",), without=("ai_committee",)),
)
ENDED = Outcome("completed", path=("start", "application", "end"), values={"amount": 3}, letters=("끝.",))
EXAMPLE = Example("철회", "Withdrawal", STORY, ENDED)


def test_an_example_reads_back_as_it_was_written() -> None:
    assert Example.read(EXAMPLE.document()) == EXAMPLE


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("at", "2027-01-04T09:00"),
        ("title", ""),
        ("steps", {}),
        ("steps", [{"dance": "a"}]),
        ("steps", [{"finish": "a"}]),
        ("steps", [{"finish": "a", "by": "b", "index": -1}]),
        ("steps", [{"wait_until": "soon"}]),
        ("steps", ["finish"]),
        ("start", []),
        ("given", []),
        ("expected", None),
    ],
)
def test_a_file_that_is_no_example_says_where(place: str, value: object) -> None:
    document = {**json.loads(EXAMPLE.document()), place: value}
    with pytest.raises(ExampleRefused) as refused:
        Example.read(json.dumps(document).encode())
    assert refused.value.place.startswith(place)


def test_a_file_that_is_no_json_is_refused() -> None:
    with pytest.raises(ExampleRefused) as refused:
        Example.read(b"{")
    assert refused.value.code == "not_json"


def test_the_same_outcome_deviates_in_nothing() -> None:
    assert deviations(ENDED, ENDED) == ()


def test_a_story_that_cannot_be_told_vouches_for_nothing_even_where_that_was_expected() -> None:
    stopped = replace(ENDED, state="stopped", stopped_at=2, reason="안 됨")

    assert [each.kind for each in deviations(stopped, stopped)] == ["stopped"]


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (replace(ENDED, state="cancelled"), "끝난 상태: 완료 → 취소"),
        (replace(ENDED, state="stopped", stopped_at=2, reason="안 됨"), "2번째 단계를 할 수 없습니다: 안 됨"),
        (replace(ENDED, path=("start", "end")), "이제 지나지 않는 요소: application"),
        (replace(ENDED, path=(*ENDED.path, "extra")), "새로 지나는 요소: extra"),
        (replace(ENDED, path=("application", "start", "end")), "요소를 지나는 순서가 ‘start’부터 다릅니다."),
        (replace(ENDED, open=("pay",)), "열린 할 일: - → pay"),
        (replace(ENDED, values={"amount": 4}), "값 amount: 3 → 4"),
        (replace(ENDED, values={}), "값 amount: 3 → 없음"),
        (replace(ENDED, values={"amount": [True, "둘"]}), '값 amount: 3 → [true, "둘"]'),
        (replace(ENDED, values={"amount": False}), "값 amount: 3 → 아니요"),
        (replace(ENDED, letters=("끝",)), "나간 문서가 다릅니다: -끝. / +끝"),
    ],
)
def test_every_other_outcome_is_told_in_a_sentence(happened: Outcome, sentence: str) -> None:
    assert [each.text("ko") for each in deviations(ENDED, happened)] == [sentence]


def test_a_deviation_is_told_with_the_names_of_elements() -> None:
    (deviation,) = deviations(ENDED, replace(ENDED, open=("pay",)))
    assert deviation.text("en", {"pay": "Payment"}) == "Open tasks: - → Payment"


def catalogue(process_id: str) -> Bundle:
    return Bundle.read(Path(__file__).resolve().parents[3] / "bpmn" / "catalogue" / process_id)


def test_coverage_names_what_no_example_passes() -> None:
    bundle = catalogue("document_approval")
    nothing = covered(bundle, [])
    assert (nothing.elements.share, nothing.flows.share, nothing.clauses.share) == (0, 0, 0)
    everything = covered(bundle, [nothing.elements.unseen])
    assert (everything.elements.share, everything.elements.unseen, everything.clauses.unseen) == (100, (), ())


def test_a_flow_between_two_steps_that_were_passed_another_way_is_not_covered() -> None:
    straight = ("write_minutes", "sign_minutes", "minutes_right", "publish_minutes")
    again = (*straight[:3], *straight)

    once = covered(catalogue("committee_meeting"), [straight]).flows
    twice = covered(catalogue("committee_meeting"), [again]).flows
    assert set(twice.seen) - set(once.seen) == {"to_write_minutes_from_minutes_right"}


def test_a_task_that_its_deadline_took_away_was_not_left_by_its_own_flow() -> None:
    missed = ("send_papers", "papers_missed", "arrange_meeting", "who_convenes", "approve_convening", "meeting_day")

    flows = covered(catalogue("committee_meeting"), [missed]).flows
    assert "to_arrange_meeting_from_papers_missed" in flows.seen
    assert "to_meeting_day_from_send_papers" in flows.unseen


def test_two_flows_between_the_same_elements_are_covered_together() -> None:
    flow = '<sequenceFlow id="{}" sourceRef="{}" targetRef="{}"/>'.format
    diagram = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" isExecutable="true">'
        f'<startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="e"/><endEvent id="other"/>{flow("in", "s", "g")}'
        f"{flow('small', 'g', 'e')}{flow('large', 'g', 'e')}{flow('refused', 'g', 'other')}</process></definitions>"
    )
    found = covered(Bundle.from_files({"process.bpmn": diagram.encode()}), [("s", "g", "e")]).flows
    assert (found.seen, found.unseen) == (("in", "small", "large"), ("refused",))


def test_a_step_of_a_called_process_is_none_of_the_own_process() -> None:
    path = ("committee_meeting/look_again",)

    assert covered(catalogue("subsidy_case"), [path]).elements.seen == ()
