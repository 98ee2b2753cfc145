"""The kit itself: a city in which a story can be told."""

from __future__ import annotations

from tests.kit.city import City


def test_a_draft_that_is_returned_is_written_again(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    assert city.open_tasks(case) == ["write"]

    city.finish(case, "write", by="officer1", values={"subject": "인공지능 도입", "amount": 1_000_000})
    city.finish(case, "review", by="officer2", values={"decision": "return", "reason": "근거 없음"})
    assert city.open_tasks(case) == ["write"]

    city.finish(case, "write", by="officer2", values={"subject": "인공지능 도입(수정)"})
    city.finish(case, "review", by="officer1", values={"decision": "approve"})

    assert city.state(case) == "completed"
    assert city.values(case)["subject"] == "인공지능 도입(수정)"


def test_time_passes_and_what_is_due_happens_on_the_way(city: City) -> None:
    case = city.start("kit_waits", by="officer1")
    city.advance(minutes=59)
    assert city.open_tasks(case) == []

    city.advance(minutes=1)
    city.send("paper_arrived", case=case)

    assert city.worklist("officer1") == [(case, "file")]
