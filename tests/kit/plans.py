"""A basic plan's story, told in the words of those who act in it; what every plan's story shares.

plan = BasicPlanStory.started(city).has_writers().writes_everything().is_reviewed().is_heard()
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from sqlalchemy import Row

from tasks.registers import documents, people, plan_contents, plan_opinions, plans
from tests.kit.city import City
from tests.kit.meeting import MeetingStory
from workflows.clock import CITY
from workflows.instances import ProcessInstance

SECTIONS = (
    "trends_outlook",
    "direction_goals",
    "main_tasks",
    "rnd_commercialisation",
    "talent",
    "funding",
    "governance",
    "other_matters",
)
HEADS = {
    "ai_policy": "division_head1",
    "planning": "planning_head1",
    "enterprise": "enterprise_head1",
    "smart_city": "smart_city_head1",
}
MILLION = 1_000_000
WRITTEN: Mapping[str, dict[str, Any]] = {
    "trends_outlook": {
        "body": "생성형 AI가 제조 현장으로 번지고 있다.",
        "sources": [{"title": "AI 산업 실태조사", "dated": "2026-12-01"}],
    },
    "direction_goals": {
        "body": "사람을 돕는 AI 도시",
        "goals": [{"title": "AI 기업 육성", "indicator": "AI 기업 수 120 → 200 (2031)"}],
    },
    "main_tasks": {
        "body": "두 가지 과제를 추진한다.",
        "tasks": [
            {
                "title": "AI 바우처", "method": "공모로 도입 비용 지원", "division": "ai_policy",
                "period": "2027~2031", "basis": "A7I3",
            },
            {
                "title": "AI 인재 학교", "method": "대학과 함께 과정 운영", "division": "enterprise",
                "period": "2028~2031", "basis": "A6I5",
            },
        ],
    },
    "rnd_commercialisation": {"body": "AI 바우처로 사업화를 돕는다."},
    "talent": {"body": "AI 인재 학교를 연다."},
    "funding": {
        "body": "총 120억 원",
        "funding": [
            {
                "year": 2027, "need": 12_000 * MILLION, "city": 8_000 * MILLION, "province": 2_500 * MILLION,
                "private": 1_500 * MILLION,
            }
        ],
    },
    "governance": {"body": "AI정책과가 총괄한다.", "lead_unit": "AI정책과", "coordinating_body": "인공지능위원회"},
    "other_matters": {},
}  # fmt: skip
"""A complete plan, item by item."""


class PlanStory:
    """What both plans share: one case, its plan in the register, its document."""

    def __init__(self, city: City, case: int) -> None:
        self.city, self.case = city, case

    def finish(self, element: str, by: str, values: Mapping[str, Any] | None = None, *, index: int = 0) -> Self:
        """Finish one task, and let a minute pass."""
        self.city.finish(self.case, element, by, values, index=index)
        self.city.advance(minutes=1)
        return self

    def answers_as(self, division: str, element: str, answer: Mapping[str, Any]) -> Self:
        """Have the head of a division answer the task that was put to it."""
        tasks = [self.city.task(self.case, element, number) for number in range(self.open().count(element))]
        asked = [task.local_values["asked_division"] for task in tasks]
        return self.finish(element, HEADS[division], answer, index=asked.index(division))

    def is_advised(self, *, for_: int, against: int = 0, comments: Mapping[str, str] | None = None) -> Self:
        """Have the AI committee meet four weeks from now and vote."""
        day = self.today() + timedelta(days=28)
        meeting = MeetingStory(self.city, self.case).is_arranged(day.isoformat()).is_convened().is_announced()
        meeting.opens().tables().votes(for_=for_, against=against, comments=comments).is_recorded()
        return self

    def is_treated(self, *treatments: tuple[str, str], revise: Sequence[str] = ()) -> Self:
        """Have the officer treat the opinions in their order (treatment, reason) and name items to write anew."""
        rows = [
            {"opinion": opinion.id, "treatment": treatment, "reason": reason}
            for opinion, (treatment, reason) in zip(self.opinions(), treatments, strict=False)
        ]
        return self.finish("treat_opinions", "officer1", {"treatments": rows, "revise_items": list(revise)})

    def is_signed(self, by: str, reviewers: Sequence[str]) -> Self:
        """Have the line review, the budget office concur, and the approver sign."""
        for reviewer in reviewers:
            self.finish("review", reviewer, {"decision": "agree"})
        self.finish("concur", "budget1", {"decision": "agree"})
        return self.finish("approve", by, {"decision": "agree"})

    # --- what can be seen

    def open(self) -> list[str]:
        """List the open tasks."""
        return self.city.open_tasks(self.case)

    def values(self) -> Mapping[str, Any]:
        """Give the data of the process."""
        return self.city.values(self.case)

    def seen_at(self, element: str) -> Mapping[str, Any]:
        """Give the data that the open task of an element sees."""
        task = self.city.task(self.case, element)
        with self.city.unit_of_work() as uow:
            return ProcessInstance.lock(uow, self.case).values_seen_by(task.work_id, task.local_values)

    def plan(self) -> Row[Any]:
        """Give the register's row of the plan."""
        with self.city.connection() as connection:
            row = plans.of_case(connection, self.case)
        assert row is not None, "the case has opened no plan yet"
        return row

    def tasks(self) -> tuple[Row[Any], ...]:
        """Give the plan's tasks."""
        with self.city.connection() as connection:
            return plan_contents.tasks_of(connection, self.plan().id)

    def opinions(self) -> tuple[Row[Any], ...]:
        """Give the opinions on the plan."""
        with self.city.connection() as connection:
            return plan_opinions.of_plan(connection, self.plan().id)

    def marks(self) -> list[tuple[str, str, str]]:
        """Give who signed the plan's document: mark, capacity, login."""
        with self.city.connection() as connection:
            document = documents.of_case(connection, self.case)[-1]
            return [
                (row.mark, row.capacity, people.get(connection, row.person_id).login)
                for row in documents.marks_of(connection, document.id)
            ]

    def today(self) -> date:
        """Give the day in Seoul."""
        return self.city.clock.now().astimezone(CITY).date()

    def is_nine_on(self, day: date) -> Self:
        """Let time pass until nine o'clock of a day."""
        self.city.set_time(datetime.combine(day, time(9), CITY))
        return self


class BasicPlanStory(PlanStory):
    """Drives one basic plan."""

    @classmethod
    def proposed(cls, city: City, first_year: int = 2027, last_year: int = 2031) -> Self:
        """Have the officer propose a plan."""
        values = {
            "title": "안양시 인공지능산업 육성 기본계획",
            "first_year": first_year,
            "last_year": last_year,
            "background": "조례 제5조제1항",
        }
        return cls(city, city.start("basic_plan", by="officer1", values=values))

    @classmethod
    def started(cls, city: City, *extra: str, by: str = "mayor") -> Self:
        """Have the mayor decide to start, with further matters to cover."""
        rows = [{"title": title} for title in extra]
        return cls.proposed(city).finish("decide_start", by, {"extra_items": rows})

    def has_writers(self) -> Self:
        """Have the officer name the writers: the first four items go to planner1, the rest to planner2."""
        planner1, planner2 = self.city.person("planner1"), self.city.person("planner2")
        named = {f"writer_{name}": planner1 if at < 4 else planner2 for at, name in enumerate(SECTIONS)}
        return self.finish("name_writers", "officer1", named)

    def writes(self, *sections: str, **changed: Mapping[str, Any]) -> Self:
        """Have these items written as in `WRITTEN`; `changed` items with another answer."""
        for name in [*sections, *changed]:
            by = "planner1" if SECTIONS.index(name) < 4 else "planner2"
            self.finish(f"write_{name}", by, changed.get(name, WRITTEN[name]))
        return self

    def is_reviewed(self, **more: Any) -> Self:
        """Have the officer record ethics and the national plan."""
        answer = {
            "ethics_applies": "reviewed",
            "ethics_review": "개발·제공·이용 단계를 모두 살핌",
            "national_plan_ref": "국가 인공지능 기본계획 제3장",
        }
        return self.finish("review_draft", "officer1", answer | more)

    def is_heard(self, opinion: str = "") -> Self:
        """Have two divisions asked, with or without an opinion of the planning division."""
        reply_by = (self.today() + timedelta(days=14)).isoformat()
        self.finish("ask_opinions", "officer1", {"asked_divisions": ["planning", "enterprise"], "reply_by": reply_by})
        said = {"has_opinion": "some", "opinion_text": opinion} if opinion else {"has_opinion": "none"}
        self.answers_as("planning", "give_opinion", said)
        return self.answers_as("enterprise", "give_opinion", {"has_opinion": "none"})

    def is_excepted(self) -> Self:
        """Have the officer record why there is no public pre-notice."""
        answer = {
            "prenotice": "exception",
            "prenotice_exception": "unrelated",
            "prenotice_exception_reason": "행정 내부의 계획",
        }
        return self.finish("decide_prenotice", "officer1", answer)

    def skips_advice(self) -> Self:
        """Have the officer record why the committee is not asked."""
        return self.finish("decide_advice", "officer1", {"ask_advice": "skip", "skip_reason": "경미한 변경"})

    def is_ready_to_sign(self) -> Self:
        """Go from the start to the approval, the short way."""
        self.has_writers().writes(*SECTIONS).is_reviewed().is_heard().is_excepted().skips_advice()
        return self.is_treated()

    def is_published(self) -> Self:
        """Have the plan published today, and let its day come."""
        self.finish("publish_plan", "officer1", {"published_on": self.today().isoformat(), "channels": "both"})
        return self.is_nine_on(self.today() + timedelta(days=7))

    def missing(self) -> list[str]:
        """Give the items that the check found missing."""
        return list(self.values()["to_write"])
