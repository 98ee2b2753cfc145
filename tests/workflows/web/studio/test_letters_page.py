"""A process owner edits a letter without scripts: blocks, gaps with their faults, and a preview as the real one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.visitor import Page, Visitor
from workflows.queries.draft_letters import draft_letters, letter_fields
from workflows.queries.process_draft import draft_file
from workflows.use_cases.save_process_file import save_process_file

Sit = Callable[[str], Visitor]
LIST = f"/studio/{PROCESS}/letters"
NOTICE = f"{LIST}/notice"


@pytest.fixture
def owner(city: City, visitor: Sit) -> Visitor:
    city.publish(PROCESS)
    Studio(city).open()
    someone = visitor("owner1")
    someone.post(LIST, {"csrf": someone.csrf(LIST), "id": "notice", "title": "결정 통지"})
    return someone


def who(city: City, login: str) -> dict[str, Any]:
    return {"actor": city.person(login), "now": city.clock.now()}


def press(page: Page, button: str, typed: Mapping[str, str] | None = None) -> Page:
    return page.visitor.post(NOTICE, {**page.fields("letter"), **(typed or {}), "do": button})


def stored(city: City) -> Mapping[str, object]:
    with city.connection() as connection:
        return tomllib.loads(draft_file(connection, PROCESS, "letters/notice.toml")[0].decode())


def test_a_letter_is_begun_written_and_saved(city: City, owner: Visitor) -> None:
    page = press(owner.open(NOTICE), "add_block", {"recipient": "{{ name }}", "block.0.text": "1. 첫째"})
    page = press(page, "add_attachment", {"block.1.text": "2. 둘째\r\n  가. {{ text(amount) }}", "block.1.when": "yes"})
    page = press(page, "block_up.1", {"attachment.0": "결정서"})
    assert "아직 저장하지 않았습니다." in page.words
    assert "문서를 저장했습니다." in press(page, "save").words
    assert {
        "title": "결정 통지",
        "recipient": "{{ name }}",
        "attachments": ["결정서"],
        "paragraphs": [{"when": "yes", "text": "2. 둘째\n  가. {{ text(amount) }}"}, {"text": "1. 첫째"}],
    } == stored(city)


def test_the_preview_is_drawn_as_the_real_letter_with_samples_or_typed_values(owner: Visitor) -> None:
    typed = {"recipient": "{{ name }}", "block.0.text": "3. {{ day(on) }} 통지합니다."}
    page = press(owner.open(NOTICE), "refresh", typed)
    (letter,) = page.texts("article.letter")
    assert "1. 2027. 3. 8. 통지합니다. 끝." in letter
    assert "‹name›" in letter
    page = press(page, "refresh", {"sample.name": "안양에이아이", "sample.on": "2027-05-01"})
    (letter,) = page.texts("article.letter")
    assert "안양에이아이" in letter
    assert "2027. 5. 1." in letter


def test_a_gap_that_is_no_expression_is_told_beside_its_text(owner: Visitor) -> None:
    page = press(owner.open(NOTICE), "refresh", {"block.0.text": "1. 글\n {{ amount + }}"})
    assert any(each.startswith("2행 2열의 빈칸") for each in page.texts("p.field-error"))
    assert page.document is not None
    assert page.document.xpath("//*[@id='block.0.text' and @aria-invalid]")


def test_what_another_saved_meanwhile_is_not_overwritten(city: City, owner: Visitor) -> None:
    page = owner.open(NOTICE)
    with city.unit_of_work() as uow:
        content, etag = draft_file(uow.connection, PROCESS, "letters/notice.toml")
        save_process_file(uow, PROCESS, "letters/notice.toml", content + b"# x\n", if_match=etag, **who(city, "owner2"))
    refused = press(page, "save", {"block.0.text": "내 글"})
    assert 412 == refused.status
    assert "내 글" == refused.fields("letter")["block.0.text"].strip()


def test_a_copy_takes_the_title_that_was_typed_and_else_keeps_its_own(city: City, owner: Visitor) -> None:
    typed = {"csrf": owner.csrf(LIST), "copy_of": "notice"}
    owner.post(LIST, {**typed, "id": "refusal", "title": "거부 통지"})
    owner.post(LIST, {**typed, "id": "again"})
    with city.connection() as connection:
        files = [draft_file(connection, PROCESS, f"letters/{each}.toml")[0].decode() for each in ("refusal", "again")]
    assert [tomllib.loads(each)["title"] for each in files] == ["거부 통지", "결정 통지"]


def test_a_letter_is_copied_and_removed_only_when_sure(owner: Visitor) -> None:
    owner.post(LIST, {"csrf": owner.csrf(LIST), "id": "notice_2", "copy_of": "notice"})
    assert "notice_2" in owner.open(LIST).words
    remove = f"{LIST}/notice_2/remove"
    asked = owner.post(remove, {"csrf": owner.csrf(LIST)})
    owner.post(remove, asked.fields("remove"))
    assert "notice_2" not in owner.open(LIST).words


def test_a_file_that_is_no_letter_is_told_and_can_be_downloaded(city: City, owner: Visitor) -> None:
    with city.unit_of_work() as uow:
        save_process_file(uow, PROCESS, "letters/broken.toml", b"title = ", if_match="", **who(city, "owner1"))
    page = owner.open(f"{LIST}/broken")
    assert f"/studio/{PROCESS}/files/letters/broken.toml" in page.links()


def test_in_english_who_sends_and_who_decides_has_an_english_name(city: City, visitor: Sit) -> None:
    city.publish("subsidy_case")
    Studio(city, "subsidy_case").open()
    owner = visitor("owner1")
    owner.post("/language", {"csrf": owner.csrf("/studio"), "language": "en", "next": "/studio"})
    decisions, letters = (owner.open(f"/studio/subsidy_case/{part}").words for part in ("decisions", "letters"))
    assert "Eligibility on the deciding day" in decisions
    assert "Ask to supplement; stop the clock" in letters
    assert "결정일 자격 다시 판정" not in decisions


def test_fields_are_those_that_the_sender_of_the_letter_fills(city: City) -> None:
    city.publish("subsidy_case")
    Studio(city, "subsidy_case").open()
    with city.connection() as connection:
        rows = {row.letter_id: row for row in draft_letters(city.services, connection, "subsidy_case")}
        assert rows["supplement_request"].sent_by
        fields = letter_fields(city.services, connection, "subsidy_case", "supplement_request")
    assert fields.are_all
    assert "receipt_no" in fields.names
