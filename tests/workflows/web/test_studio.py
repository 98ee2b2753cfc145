"""The studio's pages without scripts: open a draft, import, hand over, have a second person publish, go back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from tests.kit.visitor import ORIGIN, Page, Visitor
from workflows.instances.versions import add_version

FILE = f"/studio/{PROCESS}/files/process.bpmn"
Sit = Callable[[str], Visitor]


@pytest.fixture
def owner(city: City, visitor: Sit) -> Visitor:
    city.publish(PROCESS)
    return visitor("owner1")


def press(someone: Visitor, page: str, action: str, **typed: str) -> Page:
    return someone.post(action, {"csrf": someone.csrf(page), **typed})


def submitted(city: City, owner: Visitor) -> str:
    studio = Studio(city)
    studio.open()
    studio.rename("검토", "심사")
    page = f"/studio/{PROCESS}/submission"
    return press(owner, page, page, note="조문의 말로 고침").address


def test_a_draft_is_opened_read_and_discarded_only_when_sure(owner: Visitor) -> None:
    page = press(owner, f"/studio/{PROCESS}", f"/studio/{PROCESS}/draft")
    assert "초안을 열었습니다." in page.words
    assert "실행됨" in page.words
    assert FILE in page.links()

    asked = press(owner, f"/studio/{PROCESS}", f"/studio/{PROCESS}/discard")
    assert "초안을 버립니까?" in asked.words
    press(owner, f"/studio/{PROCESS}", f"/studio/{PROCESS}/discard", sure="yes")
    assert owner.open(FILE).status == 404


def changes(page: Page) -> dict[str, str]:
    assert page.document is not None
    rows = page.document.xpath("//tr[td[@data-label='고친 때']]")
    return {row.xpath("string(th)"): row.xpath("string(td[@data-label='고친 때'])") for row in rows}


def test_a_file_shows_when_it_was_changed_only_once_it_was(city: City, owner: Visitor) -> None:
    studio = Studio(city)
    studio.open()
    untouched = changes(owner.open(f"/studio/{PROCESS}"))
    assert "process.bpmn" in untouched
    assert set(untouched.values()) == {"–"}

    city.advance(minutes=1)
    studio.rename("검토", "심사")
    changed = changes(owner.open(f"/studio/{PROCESS}"))
    assert {name for name, when in changed.items() if when != "–"} == {"process.bpmn"}
    assert "2027" in changed["process.bpmn"]


def test_one_person_hands_over_and_another_publishes(city: City, owner: Visitor, visitor: Sit) -> None:
    address = submitted(city, owner)
    own_view = owner.open(address)
    assert "이 판 게시하기" not in own_view.words
    assert press(owner, address, f"{address}/publish").status == 403

    second = visitor("owner2")
    assert "조문의 말로 고침" in second.open(address).words
    page = press(second, address, f"{address}/publish")
    assert "게시했습니다." in page.words
    assert "2판" in second.open(f"/studio/{PROCESS}/versions").words


def test_a_submission_comes_back_with_the_reason_and_not_without(city: City, owner: Visitor, visitor: Sit) -> None:
    address, second = submitted(city, owner), visitor("owner2")

    assert press(second, address, f"{address}/return", reason=" ").status == 422
    press(second, address, f"{address}/return", reason="조문의 말이 아닙니다.")
    assert "조문의 말이 아닙니다." in owner.open(address).words


def test_a_note_that_was_typed_survives_a_refusal(city: City, owner: Visitor) -> None:
    Studio(city).open()
    page = press(owner, f"/studio/{PROCESS}", f"/studio/{PROCESS}/submission", note="바꾼 것이 없는데")

    assert page.status == 422
    assert "1판과 다른 점이 없습니다." in page.words
    assert "바꾼 것이 없는데" in page.words


def test_going_back_to_an_earlier_version_is_a_submission(city: City, owner: Visitor) -> None:
    Studio(city).changed_and_published("고침")
    page = press(owner, f"/studio/{PROCESS}/versions/1", f"/studio/{PROCESS}/versions/1/restore", note="되돌림")

    assert page.address.startswith(f"/studio/{PROCESS}/submissions/")
    assert "되돌린 판" in page.words


def test_what_is_exported_is_what_was_saved_and_comes_in_again(city: City, owner: Visitor) -> None:
    Studio(city).open()
    archive = owner.client.get(f"/studio/{PROCESS}/export/zip").content
    diagram = owner.client.get(f"/studio/{PROCESS}/export/bpmn").content
    assert diagram == owner.client.get(FILE).content
    assert owner.client.get(f"/studio/{PROCESS}/versions/1/export/bpmn").content == diagram

    sent = {"csrf": owner.csrf("/studio"), "id": "copied"}
    page = owner.post("/studio", sent, files={"file": ("approval.zip", archive)})
    assert (page.status, page.address) == (200, "/studio/copied")


def test_a_file_that_cannot_be_opened_is_refused_with_the_reason(owner: Visitor) -> None:
    page = owner.post("/studio", {"csrf": owner.csrf("/studio")}, files={"file": ("x.bpmn", b"<html/>")})

    assert page.status == 422
    assert page.texts(".notice-danger")


def test_a_new_process_begins_empty(owner: Visitor) -> None:
    page = owner.post("/studio", {"csrf": owner.csrf("/studio"), "do": "blank", "id": "notice", "title": "공고"})

    assert page.address == "/studio/notice"
    assert "아직 게시된 적 없는 절차의 초안입니다" in page.words


def test_scripts_save_over_what_they_have_seen_and_are_told_who_was_faster(
    city: City, owner: Visitor, visitor: Sit
) -> None:
    Studio(city).open()
    read = owner.client.get(FILE)
    token = {"x-csrf-token": owner.csrf("/"), "origin": ORIGIN}
    save = {**token, "if-match": read.headers["etag"]}

    assert owner.client.put(FILE, content=b"<a/>", headers=token).status_code == 428
    assert owner.client.put(FILE, content=b"<a/>", headers={"if-match": "x", "origin": ORIGIN}).status_code == 403
    first = owner.client.put(FILE, content=read.content + b"\n", headers=save)
    assert (first.status_code, owner.client.get(FILE).headers["etag"]) == (200, first.headers["etag"])

    second = visitor("owner2")
    late = second.client.put(FILE, content=b"<late/>", headers={**save, "x-csrf-token": second.csrf("/")})
    assert late.status_code == 412
    assert late.json()["error"]["code"] == "changed_meanwhile"
    assert late.json()["error"]["by"]
    assert second.client.get(f"/studio/{PROCESS}/recovery/process.bpmn").content == b"<late/>"
    assert "저장되지 않은 내용" in second.open(f"/studio/{PROCESS}").words


def test_a_recovery_copy_is_put_back_from_the_page(city: City, owner: Visitor) -> None:
    Studio(city).open()
    diagram = owner.client.get(FILE).content
    headers = {"x-csrf-token": owner.csrf("/"), "origin": ORIGIN, "if-match": "older"}
    owner.client.put(f"/studio/{PROCESS}/recovery/process.bpmn", content=diagram + b"\n", headers=headers)

    etag = owner.client.get(FILE).headers["etag"].strip('"')
    typed = {"name": "process.bpmn", "etag": etag, "do": "restore"}
    press(owner, f"/studio/{PROCESS}", f"/studio/{PROCESS}/recovery", **typed)
    assert owner.client.get(FILE).content == diagram + b"\n"


def test_colleagues_see_each_other_in_a_draft(city: City, owner: Visitor, visitor: Sit) -> None:
    Studio(city).open()
    second = visitor("owner2")
    for someone in (owner, second):
        headers = {"x-csrf-token": someone.csrf("/"), "origin": ORIGIN}
        answer = someone.client.post(f"/studio/{PROCESS}/presence", content=b"process.bpmn", headers=headers)

    assert [each["file"] for each in answer.json()["others"]] == ["process.bpmn"]
    city.clock.set(city.clock.now().replace(minute=5))
    assert "지금 함께 보고 있는 사람" not in owner.open(f"/studio/{PROCESS}").words


def test_scripts_are_told_problems_as_data(owner: Visitor, visitor: Sit) -> None:
    stranger = visitor("").client.get(FILE)
    assert (stranger.status_code, stranger.json()["error"]["code"]) == (401, "signed_in")
    assert owner.client.get(f"/studio/{PROCESS}/files/forms/none.json").json()["error"]["code"] == "not_found"


def test_the_studio_speaks_english_too(city: City, owner: Visitor) -> None:
    Studio(city).open()
    owner.post("/language", {"csrf": owner.csrf("/"), "language": "en", "next": "/"})

    for page in ("", "/submission", "/versions", "/versions/1"):
        found = owner.open(f"/studio/{PROCESS}{page}")
        assert found.status == 200, page
        assert "Draft" in found.words or "draft" in found.words


def test_a_process_whose_first_version_is_still_to_come_is_listed_and_shown(city: City, owner: Visitor) -> None:
    first = Studio.edited(APPROVAL, f'id="{PROCESS}"', 'id="later"')
    with city.unit_of_work() as uow:
        add_version(uow, first, 1, actor=None, now=city.clock.now(), effective_from=date(2027, 3, 1))

    assert "1판 · 시행 예정" in owner.open("/studio").words
    assert owner.open("/studio/later").status == 200
    assert owner.open("/studio/nowhere").status == 404
