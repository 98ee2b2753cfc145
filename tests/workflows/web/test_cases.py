"""The page of a case: where it stands, the way it came, what may be sent to it, and to whom it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.kit.city import City
from tests.kit.visitor import Visitor

Sit = Callable[[str], Visitor]


def test_an_applicant_sees_only_the_own_case(visitor: Sit, permit: int) -> None:
    assert visitor("applicant1").open(f"/cases/{permit}").status == 200
    assert visitor("applicant2").open(f"/cases/{permit}").status == 404
    assert visitor("applicant2").open("/cases").texts("tbody th") == []
    assert visitor("applicant1").open("/cases").texts("tbody th") == ["시설 사용 허가 · 주식회사 안양에이아이"]


def test_the_diagram_and_the_table_say_the_same(visitor: Sit, permit: int) -> None:
    page = visitor("officer1").open(f"/cases/{permit}")
    assert page.document is not None
    marks = json.loads(page.document.xpath("//*[@data-marks]/@data-marks")[0])
    assert [(mark["element"], mark["state"]) for mark in marks] == [("apply", "done"), ("examine", "active")]
    assert [row.split(" 2027")[0] for row in page.texts("tbody tr")] == ["사용 신청 완료", "신청 내용 검토 진행 중"]


def test_a_late_step_is_marked_late(visitor: Sit, city: City, permit: int) -> None:
    city.advance(days=20)
    page = visitor("officer1").open(f"/cases/{permit}")
    assert '"overdue"' in page.words.replace("&#34;", '"')


def test_the_diagram_is_sent_only_to_readers_of_the_case(visitor: Sit, permit: int) -> None:
    address = f"/cases/{permit}/diagram"
    assert visitor("officer1").open(address).words.startswith("<?xml")
    assert visitor("applicant2").open(address).status == 404


def test_the_applicant_withdraws_and_the_officer_cannot(visitor: Sit, city: City, permit: int) -> None:
    officer, applicant = visitor("officer1"), visitor("applicant1")
    assert not any("/messages/" in link for link in officer.open(f"/cases/{permit}").links())
    [request] = [link for link in applicant.open(f"/cases/{permit}").links() if "/messages/" in link]
    assert officer.open(request).status == 403
    assert officer.post(request, {"csrf": officer.csrf("/"), "reason": "x"}).status == 403
    page = applicant.open(request)
    assert page.texts("h1") == ["신청 취하"]
    after = page.press("finish", {"reason": "행사 취소"})
    assert (after.status, after.address) == (200, f"/cases/{permit}")
    assert "행사 취소" in " ".join(after.texts(".timeline li"))
    assert city.state(permit) == "completed"
    assert applicant.open(request).status == 404


def test_the_history_names_who_did_what(visitor: Sit, city: City, permit: int) -> None:
    city.finish(permit, "examine", by="officer1", values={"complete": "yes", "opinion": "적정함"})
    page = visitor("auditor1").open(f"/cases/{permit}")
    assert [line.split(")")[-1].split(" ", 2)[-1] for line in page.texts(".timeline li")] == [
        "신청 내용 검토 — 마쳤습니다 한예린",
        "시작했습니다 장우진",
    ]


def test_the_history_shows_the_milestones_that_the_diagram_names(visitor: Sit, city: City, permit: int) -> None:
    city.finish(permit, "examine", by="officer1", values={"complete": "yes", "opinion": "적정함"})
    city.finish(permit, "decide", by="team_lead1", values={"permitted": "yes"})
    page = visitor("auditor1").open(f"/cases/{permit}")
    assert [line.split(")")[-1].split(" ", 2)[-1] for line in page.texts(".timeline li.milestone")] == [
        "허가 결정 — 마쳤습니다 김지호 허가 결정됨",
        "시작했습니다 장우진",
    ]


def test_cases_are_filtered_by_status(visitor: Sit, city: City, permit: int) -> None:
    someone = visitor("auditor1")
    assert someone.open("/cases?status=completed").texts("tbody th") == []
    assert len(someone.open("/cases?status=running&q=안양에이아이").texts("tbody th")) == 1


def test_a_case_is_titled_in_the_readers_language(visitor: Sit, permit: int) -> None:
    applicant = visitor("applicant1")
    assert applicant.open(f"/cases/{permit}").texts("h1") == ["시설 사용 허가 · 주식회사 안양에이아이"]
    applicant.post("/language", {"csrf": applicant.csrf("/"), "language": "en", "next": "/"})
    assert applicant.open(f"/cases/{permit}").texts("h1") == ["Hall permit · 주식회사 안양에이아이"]
    assert applicant.open("/cases").texts("tbody th") == ["Hall permit · 주식회사 안양에이아이"]
