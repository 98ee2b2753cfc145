"""The studio's pages at three widths: nothing serious for assistive technology, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

import pytest

from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.studio import PROCESS, Studio
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy

pytestmark = pytest.mark.browser


@ON_ONE_STORE
@pytest.mark.parametrize(("language", "widths"), [("ko", (320, 768, 1280)), ("en", (320,))])
def test_every_page_of_the_studio_can_be_used_by_everybody_at_every_width(
    person: Person, city: City, language: str, widths: Sequence[int]
) -> None:
    addresses = _pages(city)
    person.enter_as("owner2")
    person.reads(language)
    assert person.faults_of(addresses, widths) == {}


def test_a_process_is_handed_over_and_published_with_the_keyboard_alone(person: Person, city: City) -> None:
    city.publish(PROCESS)
    studio = Studio(city)
    studio.open()
    studio.rename("검토", "심사")
    person.enter_as("owner1")
    person.open(f"/studio/{PROCESS}/submission")
    person.tab_to("", "TEXTAREA")
    person.page.keyboard.type("조문의 말로 고침")
    person.tab_to("상신하기")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**done=submitted")
    address = urlsplit(person.page.url).path

    person.enter_as("owner2")
    person.open(address)
    person.tab_to("이 판 게시하기")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**done=published")


def _pages(city: City) -> list[str]:
    city.publish(PROCESS)
    studio = Studio(city)
    studio.changed_and_published("이름을 고침", effective_from=date(2027, 3, 1))
    studio.open()
    studio.rename("심사", "확인")
    waiting = studio.submit("낱말을 바꿈")
    studio.rename('targetRef="review"', 'targetRef="nowhere"', by="owner2")
    with city.unit_of_work() as uow:
        owner, now = city.person("owner2"), city.clock.now()
        keep_recovery_copy(uow, PROCESS, "process.bpmn", b"typed", base="older", actor=owner, now=now)
    drafted = ["/diagram", "/forms", "/forms/write", "/decisions", "/letters", "/try", "/examples", "/moves"]
    own = ["", *drafted, "/submission", f"/submissions/{waiting}", "/versions", "/versions/1"]
    return ["/studio", *(f"/studio/{PROCESS}{page}" for page in own), "/studio/hall_permit"]
