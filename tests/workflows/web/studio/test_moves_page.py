"""The page on which running cases move: judged, moved and taken back without any script."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bpmn.bundle import Bundle
from tests.kit.moves import Office, apart, chain
from tests.kit.visitor import Page, Visitor
from workflows.use_cases.advance_moves import advance_moves

Sit = Callable[[str], Visitor]
MOVES = "/studio/process/moves"


@pytest.fixture(autouse=True)
def _published(office: Office) -> None:
    office.publish(chain("apply", "decide"))


def press(someone: Visitor, page: str, action: str, **typed: str) -> Page:
    return someone.post(action, {"csrf": someone.csrf(page), **typed})


def carried_on(office: Office) -> None:
    while advance_moves(office.city.services, now=office.city.clock.now()):
        pass


def planned(office: Office, owner: Visitor, target: Bundle) -> str:
    number = office.publish(target)
    assert number
    page = press(owner, MOVES, MOVES, version="2")
    assert "판정 중" in page.words
    carried_on(office)
    return page.address


def test_an_owner_judges_moves_and_takes_back(office: Office, visitor: Sit) -> None:
    case, owner = office.start(), visitor("owner1")
    address = planned(office, owner, chain("apply", "visit", "decide"))
    assert "안전한 1건 옮기기" in owner.open(address).words
    press(owner, address, f"{address}/begin")
    carried_on(office)
    assert office.version(case) == 2
    press(owner, address, f"{address}/undo")
    carried_on(office)
    assert office.version(case) == 1
    assert "되돌림 1건" in owner.open(address).words


def test_a_missing_step_is_asked_for_and_what_was_chosen_is_taken(office: Office, visitor: Sit) -> None:
    case, owner = office.start(), visitor("owner1")
    address = planned(office, owner, chain("examine", "decide"))
    page = owner.open(address)
    assert "‘apply’ 단계가 새 판에 없습니다." in page.words
    assert "대신할 단계 고르기" in page.words
    again = press(owner, address, MOVES, version="2", **{"stands_for.apply": "examine"}).address
    carried_on(office)
    press(owner, again, f"{again}/begin")
    carried_on(office)
    assert (office.version(case), office.city.open_tasks(case)) == (2, ["examine"])


def test_what_stands_for_a_step_that_was_done_is_asked_for_too(office: Office, visitor: Sit) -> None:
    case, owner = office.start(), visitor("owner1")
    office.finish(case, "apply")
    address = planned(office, owner, apart("examine", "decide"))
    assert owner.open(address).texts("select option") == ["examine (examine)", "대신하는 단계 없음"]
    again = press(owner, address, MOVES, version="2", **{"stands_for.apply": "apply"}).address
    carried_on(office)
    page = owner.open(again)
    assert "안전한 1건 옮기기" in page.words
    assert "apply → 대신하는 단계 없음" in page.words


def test_an_earlier_choice_is_kept_when_there_is_another_one_to_make(office: Office, visitor: Sit) -> None:
    standing, beyond, owner = office.start(), office.start(), visitor("owner1")
    office.finish(beyond, "apply")
    address = planned(office, owner, chain("examine", "settle"))
    again = press(owner, address, MOVES, version="2", **{"stands_for.apply": "examine", "stands_for.decide": "decide"})
    carried_on(office)
    typed = owner.open(again.address).fields("choices") | {"stands_for.decide": "settle"}
    last = owner.post(MOVES, typed).address
    carried_on(office)
    assert office.verdicts(int(last.rsplit("/", 1)[1])) == {standing: "safe", beyond: "safe"}


def test_with_nothing_to_move_the_page_says_so(office: Office, visitor: Sit) -> None:
    office.start()
    page = press(visitor("owner1"), MOVES, MOVES, version="1")
    assert (page.status, "옮길 것이 없습니다." in page.words) == (409, True)


def test_somebody_who_only_looks_has_no_buttons(office: Office, visitor: Sit) -> None:
    office.start()
    assert "판정하기" not in visitor("auditor1").open(MOVES).words


def test_a_number_in_the_address_that_is_none_shows_the_list_from_the_beginning(office: Office, visitor: Sit) -> None:
    office.start()
    owner = visitor("owner1")
    address = planned(office, owner, chain("apply", "visit", "decide"))
    for after in ("9" * 30, "next", "-1"):
        page = owner.open(f"{address}?after={after}")
        assert (page.status, "해당하는 건이 없습니다." in page.words) == (200, False)


def test_a_second_press_of_the_same_button_says_what_to_do(office: Office, visitor: Sit) -> None:
    office.start()
    owner = visitor("owner1")
    address = planned(office, owner, chain("apply", "visit", "decide"))
    press(owner, address, f"{address}/begin")
    page = press(owner, address, f"{address}/begin")
    assert (page.status, "화면을 새로 고치십시오." in page.words) == (409, True)


def test_a_case_tells_its_history_when_a_step_it_has_passed_is_gone(office: Office, visitor: Sit) -> None:
    case, owner = office.start(), visitor("owner1")
    office.finish(case, "apply")
    address = planned(office, owner, chain("decide"))
    press(owner, address, f"{address}/begin")
    carried_on(office)
    assert office.version(case) == 2
    for login in ("officer1", "operator1", "auditor1"):
        assert visitor(login).open(f"/cases/{case}").status == 200
