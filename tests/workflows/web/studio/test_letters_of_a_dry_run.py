"""Whoever tries a process out reads the letters that would go out, and none of them goes."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from bpmn.examples import Example, story_text
from tasks.registers.documents import document
from tests.kit.city import City
from tests.kit.stores import ON_ONE_STORE
from tests.kit.visitor import Visitor
from workflows.use_cases.load_demo import CATALOGUE


@ON_ONE_STORE
def test_the_letter_that_refuses_a_grant_is_read_and_does_not_go_out(
    city: City, visitor: Callable[[str], Visitor]
) -> None:
    city.publish("subsidy_case")
    refused = Example.read((CATALOGUE / "subsidy_case" / "examples" / "refused.json").read_bytes())
    owner = visitor("owner1")
    csrf = owner.csrf("/studio")
    owner.post("/studio/subsidy_case/draft", {"csrf": csrf})

    page = owner.post("/studio/subsidy_case/try", {"csrf": csrf, "story": story_text(refused.story)})

    [letter] = [each for each in page.texts("details") if "교부하지 않음 통지" in each]
    assert "수신 주식회사 안양에이아이" in letter
    assert "3. 이유: 사업 내용이 예산 목적과 다름" in letter
    with city.connection() as connection:
        assert connection.scalar(select(func.count()).select_from(document)) == 0
