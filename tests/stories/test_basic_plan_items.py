"""What a basic plan must contain, and that exactly what is missing comes back (조례 제5조제2항; 제3조제2항)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from typing import Any

import pytest

from bpmn.bundle import Bundle
from bpmn.forms import Form
from tasks.law.functions import FUNCTIONS
from tests.kit.city import City
from tests.kit.plans import MILLION, SECTIONS, WRITTEN, BasicPlanStory
from tests.kit.visitor import Visitor
from workflows.errors import AnswerRefused
from workflows.site import create_site
from workflows.use_cases.load_demo import CATALOGUE

REQUIRED = SECTIONS[:-1]
NOTHING: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}


def test_AT_A5P2_1_item_eight_may_stay_empty(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(*REQUIRED, other_matters={})

    assert plan.open() == ["review_draft"]


def test_AT_A5P2_2_exactly_the_missing_item_comes_back_to_its_writer(city: City) -> None:
    others = [name for name in REQUIRED if name != "funding"]
    plan = BasicPlanStory.started(city).has_writers().writes(*others, funding={}, other_matters={})

    assert plan.missing() == ["A5P2I6"]
    assert plan.values()["missing_text"] == "제6호 투자 소요와 재원 조달"
    plan.finish("show_missing", "officer1")
    assert plan.open() == ["write_funding"]


def test_AT_A5P2_3_when_all_is_empty_seven_items_are_named(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(**NOTHING)

    assert plan.missing() == [f"A5P2I{number}" for number in range(1, 8)]


def test_AT_A5P2I8_what_the_mayor_lists_becomes_required(city: City) -> None:
    plan = BasicPlanStory.started(city, "AI 데이터센터 입지").has_writers().writes(*REQUIRED, other_matters={})

    assert plan.missing() == ["A5P2I8"]
    plan.finish("show_missing", "officer1")
    other = {"extra": [{"title": "다른 사항", "content": "내용"}]}
    plan.writes(other_matters=other)
    assert plan.missing() == ["A5P2I8"]


def test_several_rounds_of_correction_ask_only_for_what_is_still_missing(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(**NOTHING)

    for done, name in enumerate(REQUIRED, 1):
        plan.finish("show_missing", "officer1")
        assert plan.open() == [f"write_{each}" for each in REQUIRED[done - 1 :]]
        plan.writes(name, **{each: {} for each in REQUIRED[done:]})

    assert plan.open() == ["review_draft"]


def test_the_writers_of_a_round_may_finish_in_any_order(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(**NOTHING)
    plan.finish("show_missing", "officer1")

    plan.writes(*reversed(REQUIRED))

    assert plan.open() == ["review_draft"]


def test_what_was_written_stands_in_the_form_when_it_comes_back(city: City) -> None:
    governance = {"body": "AI정책과가 총괄한다.", "lead_unit": "AI정책과", "coordinating_body": "인공지능위원회"}
    plan = BasicPlanStory.started(city).has_writers().writes(*REQUIRED, other_matters={}).is_reviewed().is_heard()
    plan.is_excepted().skips_advice().is_treated(revise=["A5P2I1", "A5P2I3", "A5P2I6", "A5P2I7"])

    assert shown(plan, "governance") == governance
    assert shown(plan, "trends_outlook") == WRITTEN["trends_outlook"]
    assert [each["title"] for each in shown(plan, "main_tasks")["tasks"]] == ["AI 바우처", "AI 인재 학교"]
    assert shown(plan, "funding")["funding"][0]["need"] == 12_000 * MILLION


@pytest.mark.parametrize(
    ("section", "answer", "field"),
    [
        pytest.param("trends_outlook", {"body": "내용"}, "sources", id="AT-A5P2I1: no dated source"),
        pytest.param("direction_goals", {"body": "방향"}, "goals", id="AT-A5P2I2: no goal"),
        pytest.param(
            "direction_goals",
            {"body": "방향", "goals": [{"title": "목표"}]},
            "goals[0].indicator",
            id="AT-A5P2I2: a goal without an indicator",
        ),
        pytest.param("main_tasks", {"body": "개요"}, "tasks", id="AT-A5P2I3: no task"),
        pytest.param(
            "governance", {"body": "내용", "coordinating_body": "위원회"}, "lead_unit", id="AT-A5P2I7: no unit"
        ),
        pytest.param(
            "governance", {"body": "내용", "lead_unit": "AI정책과"}, "coordinating_body", id="AT-A5P2I7: no body"
        ),
    ],
)
def test_a_half_written_item_is_refused_where_it_is_lacking(
    city: City, section: str, answer: dict[str, Any], field: str
) -> None:
    plan = BasicPlanStory.started(city).has_writers()

    with pytest.raises(AnswerRefused) as refusal:
        plan.writes(**{section: answer})

    assert [error.field_path for error in refusal.value.errors] == [field]


def test_AT_A5P2I3_a_task_without_a_method_is_refused(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers()
    task = {**WRITTEN["main_tasks"]["tasks"][0], "method": ""}

    with pytest.raises(AnswerRefused) as refusal:
        plan.writes(main_tasks={"body": "개요", "tasks": [task]})

    assert [error.field_path for error in refusal.value.errors] == ["tasks[0].method"]


@pytest.mark.parametrize(
    "section",
    [pytest.param("rnd_commercialisation", id="AT-A5P2I4"), pytest.param("talent", id="AT-A5P2I5")],
)
def test_none_with_a_reason_is_an_answer(city: City, section: str) -> None:
    plan = BasicPlanStory.started(city).has_writers()

    answers: dict[str, dict[str, Any]] = {section: {"none_reason": "국가사업으로 추진"}, "other_matters": {}}
    plan.writes(*[name for name in REQUIRED if name != section], **answers)

    assert plan.open() == ["review_draft"]


def test_AT_A5P2I6_1_a_need_that_its_sources_cover_is_complete(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(*REQUIRED, other_matters={})

    assert plan.open() == ["review_draft"]


def test_AT_A5P2I6_2_a_need_that_is_100_short_is_refused_and_shows_the_100(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers()
    row = WRITTEN["funding"]["funding"][0] | {"city": 7_900 * MILLION}

    with pytest.raises(AnswerRefused) as refusal:
        plan.writes(funding={"body": "설명", "funding": [row]})

    assert [error.field_path for error in refusal.value.errors] == ["funding"]
    answer = form("funding").check({"body": "설명", "funding": [row]}, {}, None)
    assert answer.values["funding"][0]["short"] == 100 * MILLION


def test_AT_A3P2_1_without_an_ethics_review_the_draft_stays(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(*REQUIRED, other_matters={})

    with pytest.raises(AnswerRefused) as refusal:
        plan.is_reviewed(ethics_review="")

    assert [error.field_path for error in refusal.value.errors] == ["ethics_review"]
    assert plan.open() == ["review_draft"]


def test_AT_A3P2_1_not_applicable_is_accepted_with_its_reason(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(*REQUIRED, other_matters={})

    plan.is_reviewed(ethics_applies="not_applicable", ethics_review="기반 시설만 다루는 계획")

    assert plan.open() == ["ask_opinions"]


@pytest.mark.parametrize(
    ("covered", "missing"),
    [
        (["develop", "use"], ["제공"]),
        (["provide"], ["개발", "이용"]),
        (["develop", "provide", "use"], []),
        ([], []),
    ],
    ids=["two of three", "one of three", "all three", "left empty"],
)
def test_AT_A2I6_1_a_stage_that_ethics_leaves_out_is_named_and_refuses_nothing(
    city: City, covered: list[str], missing: list[str]
) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(*REQUIRED, other_matters={})
    officer = Visitor(create_site(city.services))
    officer.come_in(city, "officer1")
    task = officer.open(f"/tasks/{city.task(plan.case, 'review_draft').id}")

    page = task.press("refresh", {"ethics_applies": "reviewed", "ethics_stages": covered})
    assert missing == page.texts("td")
    assert bool(missing) == ("주의: 인공지능윤리에서 빠진 단계가 있습니다" in page.words)

    plan.is_reviewed(ethics_stages=covered)
    assert plan.open() == ["ask_opinions"]


def test_IMP_42_without_the_national_plan_the_draft_stays(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers().writes(*REQUIRED, other_matters={})

    with pytest.raises(AnswerRefused) as refusal:
        plan.is_reviewed(national_plan_ref="")

    assert [error.field_path for error in refusal.value.errors] == ["national_plan_ref"]


def form(section: str) -> Form:
    return Form.read(Bundle.read(CATALOGUE / "basic_plan").form("basic_plan", section), FUNCTIONS)


def shown(plan: BasicPlanStory, section: str) -> dict[str, Any]:
    """Give what the form of an item starts from."""
    return form(section).blank(plan.seen_at(f"write_{section}"), plan.city.clock.now())
