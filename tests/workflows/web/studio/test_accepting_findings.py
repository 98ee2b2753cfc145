"""Whoever publishes marks, one by one, what is no error but has to be known."""

from __future__ import annotations

from collections.abc import Callable

from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.visitor import Visitor

UNPROVEN = f"soundness_unproven:{PROCESS}:"


def test_what_could_not_be_proven_is_published_once_it_is_marked(city: City, visitor: Callable[[str], Visitor]) -> None:
    city.publish(PROCESS)
    studio = Studio(city)
    studio.open()
    studio.rename('<bpmn:userTask id="remind"', f'<bpmn:callActivity id="remind" calledElement="{PROCESS}"')
    page = f"/studio/{PROCESS}/submissions/{studio.submit('독촉을 다시 결재하게 함')}"
    second = visitor("owner2")

    shown = second.open(page)
    assert f'name="accepted" value="{UNPROVEN}"' in shown.words
    assert "받아들일 점검 결과" in shown.words
    refused = second.post(f"{page}/publish", {"csrf": second.csrf(page)})
    assert "하나씩 받아들여야 하는 점검 결과" in refused.words
    published = second.post(f"{page}/publish", {"csrf": second.csrf(page), "accepted": UNPROVEN})
    assert "2판" in published.words

    version = second.open(f"/studio/{PROCESS}/versions/2")
    assert "게시할 때 받아들인 것" in version.words
    assert "증명되지 않았습니다." in version.words
    assert any("점검 결과를 알고 받아들였습니다" in each for each in second.open(f"/studio/{PROCESS}").texts("li"))
