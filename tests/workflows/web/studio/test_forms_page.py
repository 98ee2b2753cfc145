"""The form builder without scripts: a process owner builds, tries and renames, and is told what else reads a field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.kit.visitor import ORIGIN, Page, Visitor

HOME = "/studio/hall_permit"
FORM = f"{HOME}/forms/application"
STILL_THERE = "입력한 내용은 아래에 그대로 있으니, 확인하고 다시 저장하십시오."


class Owner:
    """A process owner with an open draft before the builder."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.token = visitor.csrf(HOME)
        visitor.post(f"{HOME}/draft", {"csrf": self.token})

    def open(self, address: str = FORM) -> Page:
        return self.visitor.open(address)

    def press(self, do: str, typed: Mapping[str, Any] | None = None, *, at: str = FORM, **more: str) -> Page:
        """Press a button of the builder over what the owner sees now."""
        sent = {"csrf": self.token, "etag": self.etag(at), "do": do, **(typed or {}), **more}
        return self.visitor.post(at, sent)

    def etag(self, at: str = FORM) -> str:
        page = self.visitor.open(at.partition("?")[0])
        assert page.document is not None
        return str((page.document.xpath("//input[@name='etag']/@value") or [""])[0])

    def panel(self, query: str) -> dict[str, str]:
        """Give what the open panel holds."""
        page = self.open(f"{FORM}?{query}")
        assert page.document is not None
        panel = page.document.xpath("//section[contains(@class, 'builder-panel')]//form")[0]
        return dict(panel.form_values())

    def document(self, form_id: str = "application") -> Any:
        return self.visitor.client.get(f"{HOME}/files/forms/{form_id}.json").json()


@pytest.fixture
def owner(visitor: Callable[[str], Visitor]) -> Owner:
    return Owner(visitor("owner1"))


def test_the_list_says_where_each_form_is_asked_and_which_is_not(owner: Owner) -> None:
    page = owner.press("new", {"title": "현장 확인", "title_en": "Site visit", "id": "site_visit"}, at=f"{HOME}/forms")
    assert page.address == f"{HOME}/forms/site_visit"

    rows = [" ".join(row.itertext()) for row in owner.open(f"{HOME}/forms").document.xpath("//tbody/tr")]  # type: ignore[union-attr]  # a page
    assert any("site_visit" in row and "쓰지 않음" in row for row in rows)
    assert any("application" in row and "쓰지 않음" not in row for row in rows)


@pytest.mark.parametrize("typed", ["NaN", "-Infinity", "sNaN", "1e400", "1e99999999999999999999", "많이"])
def test_a_limit_that_is_no_number_is_refused_and_nothing_is_lost(owner: Owner, typed: str) -> None:
    before = owner.document()
    page = owner.press(
        "save_field:ticket", {**owner.panel("field=ticket"), "minimum": typed, "do": "save_field:ticket"}
    )
    assert page.status == 422
    assert owner.document() == before


def test_a_form_that_the_diagram_wishes_for_begins_with_its_id(owner: Owner) -> None:
    page = owner.open(f"{HOME}/forms?new=site_visit")
    assert page.document is not None
    assert page.document.xpath("//input[@name='id']/@value") == ["site_visit"]


def test_a_form_is_built_field_by_field(owner: Owner) -> None:
    owner.press("add_section", {"title": "확인", "title_en": "Check"})
    page = owner.press(
        "add", {"question": "money", "title": "보증금", "title_en": "Deposit", "name": "deposit", "place": "section:0"}
    )
    assert "양식을 저장했습니다." in page.words
    owner.press("up:deposit")
    owner.press(
        "save_field:deposit",
        {
            **owner.panel("field=deposit"),
            "minimum": "1,000",
            "required": "yes",
            "help": "현금만",
            "x-show-if": 'kind == "free"',
        },
    )

    document = owner.document()
    assert document["properties"]["deposit"] == {
        "type": "integer",
        "title": "보증금",
        "x-title-en": "Deposit",
        "x-widget": "money",
        "x-help": "현금만",
        "x-show-if": 'kind == "free"',
        "minimum": 1000,
    }
    assert document["x-sections"][0]["fields"][-2] == "deposit"
    assert "deposit" in document["required"]


def test_saving_a_panel_that_nobody_changed_changes_nothing(owner: Owner) -> None:
    before = owner.document()
    names = [*before["properties"], "costs.amount"]
    for name in names:
        owner.press(f"save_field:{name}", owner.panel(f"field={name}"))
    owner.press("save_form", owner.panel(""))
    assert owner.document() == before


def test_what_was_typed_stays_when_somebody_else_saved_first(owner: Owner, visitor: Callable[[str], Visitor]) -> None:
    seen = owner.etag()
    other = Owner(visitor("owner2"))
    other.press("up:kind")

    page = owner.press(
        "save_field:purpose",
        {**owner.panel("field=purpose"), "etag": seen, "title": "사용 이유"},
        at=f"{FORM}?field=purpose",
    )

    assert page.status == 412
    assert page.texts("div.notice-danger") == [f"홍시우가 2027. 1. 4.(월) 09:00에 먼저 저장했습니다. {STILL_THERE}"]
    assert page.document is not None
    assert page.document.xpath("//input[@id='b-title']/@value") == ["사용 이유"]
    again = owner.press("save_field:purpose", {**owner.panel("field=purpose"), "title": "사용 이유"})
    assert again.status == 200
    assert owner.document()["properties"]["purpose"]["title"] == "사용 이유"


def test_who_saved_first_in_another_window_is_not_told_of_somebody_else(owner: Owner) -> None:
    seen = owner.etag()
    owner.press("up:kind")
    page = owner.press("save_field:purpose", {**owner.panel("field=purpose"), "etag": seen, "title": "사용 이유"})
    assert page.texts("div.notice-danger") == [f"2027. 1. 4.(월) 09:00에 다른 창에서 먼저 저장했습니다. {STILL_THERE}"]


def test_a_refused_change_says_why_and_keeps_what_was_typed(owner: Owner) -> None:
    typed = {**owner.panel("field=kind"), "choice.0.ko": "", "title": "새 구분"}
    page = owner.press("save_field:kind", typed, at=f"{FORM}?field=kind")
    assert page.status == 422
    assert "이름이 없습니다" in page.texts("div.notice-danger")[0]
    assert page.document is not None
    assert page.document.xpath("//input[@id='b-title']/@value") == ["새 구분"]


def test_renaming_a_field_that_others_read_asks_first(owner: Owner) -> None:
    typed = {**owner.panel("field=purpose"), "name": "event"}
    page = owner.press("save_field:purpose", typed)
    assert "이름을 바꿉니까?" in page.words
    readers = page.texts("li")
    assert "신청 내용 검토" in readers
    assert "purpose" in owner.document()["properties"]

    owner.press("save_field:purpose", {**typed, "sure": "yes"})
    assert "event" in owner.document()["properties"]


def test_an_expression_is_checked_while_it_is_written(owner: Owner) -> None:
    def said(keyword: str, text: str, field: str = "purpose") -> str:
        sent = {"csrf": owner.token, keyword: text, "field": field}
        return owner.visitor.post(f"{FORM}/expression?of={keyword}", sent).words

    assert "field-error" in said("x-show-if", "held_on +")
    assert "field-error" in said("x-show-if", "purpose")
    assert "field-error" not in said("x-show-if", 'kind == "free"')
    assert "field-error" not in said("x-computed", "amount * 2", "costs.amount")
    assert "field-error" in said("x-computed", '"text"', "costs.amount")


def test_the_preview_is_the_form_that_people_will_see(owner: Owner) -> None:
    page = owner.open(f"{FORM}/preview?preview=en")
    assert "Purpose" in page.words
    tried = page.press("finish", {})
    assert tried.status == 422
    assert tried.texts("p.field-error")
    filled = {
        "purpose": "행사",
        "kind": "free",
        "held_on": "2027-03-01",
        "pledge": "true",
        "costs.0.item": "무대",
        "costs.0.amount": "1000",
    }
    assert "아무것도 저장하지 않았습니다" in page.press("finish", filled).words


def test_the_preview_is_redrawn_where_conditions_change(owner: Owner) -> None:
    sent = {"csrf": owner.token, "do": "add:costs", "costs.0.item": "무대"}
    page = owner.visitor.post(f"{FORM}/preview", sent, headers={"hx-request": "true"})
    assert "<main" not in page.words
    assert "costs.1.item" in page.words


def test_the_text_of_a_form_is_the_last_resort(owner: Owner) -> None:
    text = owner.panel("part=json")["text"]
    page = owner.press("save_json", {"text": text.replace('"type"', '"type', 1)})
    assert page.status == 422
    assert "2행" in page.words or "3행" in page.words

    document = json.loads(text)
    document["properties"]["purpose"]["x-unknown"] = 1
    owner.press("save_json", {"text": json.dumps(document, ensure_ascii=False)})
    assert owner.document()["properties"]["purpose"]["x-unknown"] == 1
    assert "x-unknown" in owner.open().words


def test_a_form_that_is_no_json_is_shown_as_text(owner: Owner) -> None:
    headers = {"origin": ORIGIN, "x-csrf-token": owner.token, "if-match": f'"{owner.etag()}"'}
    owner.visitor.client.put(f"{HOME}/files/forms/application.json", content=b"{", headers=headers)
    page = owner.open()
    assert page.status == 200
    assert "JSON이 깨져" in page.words


def test_a_form_is_copied_and_taken_away_only_when_sure(owner: Owner) -> None:
    page = owner.press("copy:decision", at=f"{HOME}/forms")
    assert page.address == f"{HOME}/forms/decision_2"
    asked = owner.press("remove:decision", at=f"{HOME}/forms")
    assert "지웁니까?" in asked.words
    assert asked.document is not None
    etag = asked.document.xpath("//input[@name='etag']/@value")[0]
    owner.press("remove:decision", {"sure": "yes", "etag": etag}, at=f"{HOME}/forms")
    assert owner.open(f"{HOME}/forms/decision").status == 404


def test_who_only_reads_sees_the_form_and_no_button_that_changes_it(
    owner: Owner, visitor: Callable[[str], Visitor]
) -> None:
    page = visitor("auditor1").open(f"{FORM}?field=kind")
    assert page.status == 200
    assert "save_field" not in page.words


def test_a_form_of_another_tool_is_brought_in_after_its_report_was_seen(owner: Owner) -> None:
    schema = {"components": [{"type": "textfield", "key": "city", "label": "도시"}, {"type": "html", "content": "<b>"}]}
    address = f"{HOME}/import-form"
    sent = {"csrf": owner.token, "do": "look", "text": json.dumps(schema)}

    report = owner.visitor.post(address, sent)
    assert "가져옴 1건" in report.words
    assert "HTML은 그리지 않습니다" in report.words
    saved = owner.visitor.post(address, {**sent, "do": "save", "id": "city_form", "title": "도시"})
    assert saved.address == f"{HOME}/forms/city_form"
    assert owner.document("city_form")["properties"]["city"]["title"] == "도시"


def test_what_is_no_form_of_another_tool_is_refused(owner: Owner) -> None:
    for text in ("{", "[]", "", '{"components": 1}'):
        sent = {"csrf": owner.token, "do": "look", "text": text}
        assert owner.visitor.post(f"{HOME}/import-form", sent).status == 422


def test_a_limit_of_another_tool_that_nobody_can_count_to_is_left_out(owner: Owner) -> None:
    text = '{"components": [{"type": "number", "key": "n", "label": "수", "validate": {"min": 1e400, "max": 5}}]}'
    sent = {"csrf": owner.token, "do": "save", "text": text, "id": "many", "title": "수"}
    assert owner.visitor.post(f"{HOME}/import-form", sent).address == f"{HOME}/forms/many"
    limits = {"minimum", "maximum"} & owner.document("many")["properties"]["n"].keys()
    assert limits == {"maximum"}
