"""A process owner edits a decision table without scripts, and nothing that others saved is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bpmn.decisions.editing import sheets
from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.visitor import Page, Visitor
from workflows.queries.process_draft import draft_file
from workflows.use_cases.save_process_file import save_process_file

Sit = Callable[[str], Visitor]
LIST = f"/studio/{PROCESS}/decisions"
BAND = f"{LIST}/band"


@pytest.fixture
def owner(city: City, visitor: Sit) -> Visitor:
    city.publish(PROCESS)
    Studio(city).open()
    someone = visitor("owner1")
    someone.post(LIST, {"csrf": someone.csrf(LIST), "id": "band", "title": "결재선"})
    return someone


def who(city: City, login: str) -> dict[str, Any]:
    return {"actor": city.person(login), "now": city.clock.now()}


def press(page: Page, button: str, typed: Mapping[str, str] | None = None) -> Page:
    return page.visitor.post(BAND, {**page.fields("sheet"), **(typed or {}), "do": button})


def filled(owner: Visitor, *rows: str, policy: str = "UNIQUE") -> Page:
    """Fill in one input `amount` and rows like `< 10 => "a"`, without saving."""
    page = owner.open(BAND)
    for _ in rows[1:]:
        page = press(page, "add_row")
    typed = {"policy": policy, "input.0.label": "금액", "input.0.expression": "amount", "input.0.type": "integer"}
    for number, row in enumerate(rows):
        test, _, result = row.partition(" => ")
        typed |= {f"row.{number}.test.0": test, f"row.{number}.result.0": result}
    return press(page, "refresh", typed)


def test_a_table_is_begun_filled_in_and_saved(city: City, owner: Visitor) -> None:
    page = filled(owner, '< 10 => "과장"', '>= 10 => "국장"')
    assert "아직 저장하지 않았습니다." in page.words
    assert "모든 값에 맞는 행이 있고" in page.words

    assert "결정표를 저장했습니다." in press(page, "save").words
    with city.connection() as connection:
        (sheet,) = sheets(draft_file(connection, PROCESS, "decisions/band.dmn")[0])
    assert [("< 10", '"과장"'), (">= 10", '"국장"')] == [(line.tests[0], line.results[0]) for line in sheet.lines]


def test_a_cell_that_cannot_be_read_is_told_beside_it(owner: Visitor) -> None:
    page = filled(owner, "[1.. => 1 +")
    assert 2 == len(page.texts("p.field-error"))
    assert page.document is not None
    assert page.document.xpath("//*[@id='row.0.test.0' and @aria-invalid and @aria-describedby='row.0.test.0-fault']")


@pytest.mark.parametrize("content", [b"<a", b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>'])
def test_what_holds_no_table_is_not_copied(city: City, owner: Visitor, content: bytes) -> None:
    with city.unit_of_work() as uow:
        save_process_file(uow, PROCESS, "decisions/broken.dmn", content, if_match="", **who(city, "owner1"))
    refused = owner.post(LIST, {"csrf": owner.csrf(LIST), "id": "copy", "copy_of": "broken"})
    assert refused.status == 422
    assert "decisions/broken.dmn" in refused.words
    assert owner.open(f"{LIST}/copy").status == 404


def test_gaps_and_overlaps_are_shown_and_a_gap_is_filled_with_one_press(owner: Visitor) -> None:
    page = filled(owner, '<= 10 => "과장"', '[10..20] => "국장"')
    assert "1행과 2행이 같은 값에 함께 맞습니다." in page.words
    assert ["겹침: 2행", "겹침: 1행"] == page.texts("span.chip-danger")
    assert "이 값의 행 더하기" in page.words
    assert "> 20" == press(page, "fill.0").fields("sheet")["row.2.test.0"]


def test_rows_and_columns_are_added_moved_and_removed(owner: Visitor) -> None:
    page = press(filled(owner, '1 => "a"', '2 => "b"'), "row_up.1")
    assert "2" == page.fields("sheet")["row.0.test.0"]
    page = press(page, "add_input", {"row.0.test.0": "3"})
    assert ("3", "-") == (page.fields("sheet")["row.0.test.0"], page.fields("sheet")["row.0.test.1"])
    page = press(press(page, "input_back.1"), "input_remove.0")
    assert "3" == page.fields("sheet")["row.0.test.0"]
    assert "row.1.test.0" not in press(page, "row_remove.1").fields("sheet")


def test_values_are_tried_on_a_table_that_is_not_saved(owner: Visitor) -> None:
    page = press(filled(owner, '< 10 => "과장"', '>= 10 => "국장"'), "try", {"try.input.0": "10"})
    assert "맞는 행: 2" in page.words
    assert ["국장"] == page.texts("dd")


def test_what_another_saved_meanwhile_is_not_overwritten(city: City, owner: Visitor) -> None:
    page = filled(owner, '< 10 => "과장"')
    with city.unit_of_work() as uow:
        content, etag = draft_file(uow.connection, PROCESS, "decisions/band.dmn")
        changed = content.replace("결재선".encode(), "결재 구간".encode())
        save_process_file(uow, PROCESS, "decisions/band.dmn", changed, if_match=etag, **who(city, "owner2"))
    refused = press(page, "save")
    assert 412 == refused.status
    assert "먼저 저장했습니다" in refused.words
    assert "< 10" == refused.fields("sheet")["row.0.test.0"]


def test_a_table_is_copied_and_removed_only_when_sure(owner: Visitor) -> None:
    owner.post(LIST, {"csrf": owner.csrf(LIST), "id": "band_2", "title": "사본", "copy_of": "band"})
    assert "band_2.dmn" in owner.open(LIST).words
    remove = f"{LIST}/band_2/remove"
    asked = owner.post(remove, {"csrf": owner.csrf(LIST)})
    assert "지웁니까" in asked.words
    owner.post(remove, asked.fields("remove"))
    assert "band_2.dmn" not in owner.open(LIST).words


def test_an_id_that_no_file_may_have_is_refused_and_what_was_typed_stays(owner: Visitor) -> None:
    page = owner.post(LIST, {"csrf": owner.csrf(LIST), "id": "../x", "title": "이름"})
    assert page.status in (400, 422)
    assert 'value="이름"' in page.words


def test_a_file_that_is_no_decision_table_is_told_and_can_be_downloaded(city: City, owner: Visitor) -> None:
    with city.unit_of_work() as uow:
        save_process_file(uow, PROCESS, "decisions/broken.dmn", b"<x/>", if_match="", **who(city, "owner1"))
    page = owner.open(f"{LIST}/broken")
    assert "DMN 1.1~1.5 파일이 아닙니다" in page.words
    assert f"/studio/{PROCESS}/files/decisions/broken.dmn" in page.links()
