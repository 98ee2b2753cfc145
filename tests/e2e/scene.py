"""A city hall in the middle of its work, for pages that should look as they do on a working day."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.registers import documents
from tests.kit.city import City
from tests.kit.plans import SECTIONS, BasicPlanStory
from tests.kit.subsidy import SubsidyStory, application, programme_without_call
from workflows.use_cases.start_annual_plans import start_annual_plans
from workflows.use_cases.watch_deadlines import watch_deadlines


@dataclass(frozen=True, slots=True)
class Scene:
    """The cases of a busy city hall on Thursday, 8 April 2027."""

    granted: SubsidyStory
    """A grant that has received its first instalment."""
    examined: SubsidyStory
    """An application whose examination is open, near its statutory deadline."""
    applying: SubsidyStory
    """A case that was just started: its application is being written."""
    notice: int
    """The letter that tells of the grant."""
    plan: BasicPlanStory
    """A basic plan whose items are being written."""


def busy(city: City) -> Scene:
    """Fill the city with work."""
    programme = programme_without_call(city)
    city.publish("annual_plan")
    start_annual_plans(city.services, now=city.clock.now())
    granted = SubsidyStory.filed(city, programme).is_granted().is_accepted()
    granted.is_planned(28_000_000, 12_000_000).is_paid()
    city.set_time("2027-02-26T09:20+09:00")
    plan = BasicPlanStory.started(city).has_writers().writes(*SECTIONS[:5])
    SubsidyStory.filed(city, programme, project_title="식품 제조 AI 품질 예측").is_complete()
    city.set_time("2027-03-03T10:40+09:00")
    bakery = application(
        24_000_000, 6_000_000, project_title="동네 빵집 AI 수요예측 도입", certificate_kind="micro",
        certificate_no="MIC-0000-0002", ai_abilities=["learning", "reasoning"],
    )  # fmt: skip
    examined = SubsidyStory.started(city, programme, "applicant2").finish("application", "applicant2", bakery)
    examined.is_complete().is_eligible(eligibility_reason="조례 제7조제3호의 소상공인", individual_confirmed=True)
    city.set_time("2027-03-15T14:10+09:00")
    SubsidyStory.filed(city, programme, project_title="물류 창고 AI 재고 관리")
    SubsidyStory.filed(city, programme, project_title="고객 상담 AI 음성 인식").needs_supplement()
    city.set_time("2027-03-18T09:30+09:00")
    granted.is_checked().is_paid()
    city.set_time("2027-04-08T09:30+09:00")
    applying = SubsidyStory.started(city, programme)
    with city.unit_of_work() as uow:
        watch_deadlines(uow, now=city.clock.now())
    with city.connection() as connection:
        letters = documents.of_case(connection, granted.case)
    notice = next(row.id for row in letters if row.body["letter"] == "grant_notice")
    return Scene(granted, examined, applying, notice, plan)
