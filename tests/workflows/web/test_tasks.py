"""Finding, claiming, finishing and passing on a task through the pages."""

from __future__ import annotations

from collections.abc import Callable

from tests.kit.city import City
from tests.kit.visitor import Visitor
from workflows.use_cases.watch_deadlines import watch_deadlines

Sit = Callable[[str], Visitor]
EXAMINED = {"complete": "yes", "opinion": "적정함"}


def _address(city: City, case: int, element: str) -> str:
    return f"/tasks/{city.task(case, element).id}"


def test_my_tasks_show_the_statutory_deadline_with_its_clause(visitor: Sit, permit: int) -> None:
    page = visitor("officer1").open("/")
    assert page.texts(".task-row h3") == ["신청 내용 검토"]
    assert page.texts(".task-due b") == ["14일 남음"]
    assert page.texts(".task-clause")[0].startswith("법정 기한")


def test_an_overdue_task_is_named_overdue_in_words(visitor: Sit, city: City, permit: int) -> None:
    city.advance(days=20)
    page = visitor("officer1").open("/")
    assert page.texts(".due-group h2") == ["기한이 지난 일 1"]
    assert page.texts(".task-due b") == ["6일 지남"]


def test_tasks_are_found_by_their_words(visitor: Sit, permit: int) -> None:
    someone = visitor("officer1")
    assert someone.open("/?q=검토").texts(".task-row h3") == ["신청 내용 검토"]
    assert someone.open("/?q=없는말").texts(".empty h2") == ["찾는 할 일이 없습니다"]
    assert someone.open("/?process=basic_plan").texts(".task-row h3") == []


def test_an_empty_list_says_what_to_do(visitor: Sit) -> None:
    page = visitor("payment1").open("/")
    assert page.texts(".empty h2") == ["할 일을 모두 마쳤습니다"]


def test_finishing_a_task_moves_the_case_on(visitor: Sit, city: City, permit: int) -> None:
    page = visitor("officer1").open(_address(city, permit, "examine")).press("finish", EXAMINED)
    assert (page.status, page.address) == (200, "/")
    assert city.open_tasks(permit) == ["decide"]
    assert city.values(permit)["opinion"] == "적정함"


def test_sending_the_same_page_twice_counts_once(visitor: Sit, city: City, permit: int) -> None:
    page = visitor("officer1").open(_address(city, permit, "examine"))
    assert page.press("finish", EXAMINED).status == 200
    assert page.press("finish", EXAMINED).status == 200
    assert city.open_tasks(permit) == ["decide"]


def test_what_was_refused_is_still_there_when_its_writer_comes_back(visitor: Sit, city: City, permit: int) -> None:
    someone, address = visitor("officer1"), _address(city, permit, "examine")
    assert 422 == someone.open(address).press("finish", {"opinion": "적정함"}).status
    assert "적정함" == someone.open(address).fields()["opinion"]


def test_who_is_late_sees_who_was_faster_and_keeps_what_was_typed(visitor: Sit, city: City, permit: int) -> None:
    slow = visitor("officer2").open(_address(city, permit, "examine"))
    visitor("officer1").open(_address(city, permit, "examine")).press("finish", EXAMINED)
    page = slow.press("finish", {"complete": "yes", "opinion": "늦은 의견"})
    assert page.status == 409
    assert "한예린" in page.texts(".notice")[0]
    assert "늦은 의견" in page.texts("dd")


def test_who_examined_may_not_decide(visitor: Sit, city: City, permit: int) -> None:
    visitor("officer1").open(_address(city, permit, "examine")).press("finish", EXAMINED)
    decide = _address(city, permit, "decide")
    assert visitor("officer1").open(decide).status == 404
    assert visitor("officer2").open(decide).texts("h1") == ["허가 결정"]


def test_a_claimed_task_leaves_the_lists_of_the_others(visitor: Sit, city: City, permit: int) -> None:
    address = _address(city, permit, "examine")
    first, second = visitor("officer1"), visitor("officer2")
    first.post(f"{address}/claim", {"csrf": first.csrf(address)})
    assert second.open("/").texts(".task-row h3") == []
    assert "answer" not in second.open(address).words.split('id="')[1:]
    first.post(f"{address}/release", {"csrf": first.csrf(address)})
    assert second.open("/").texts(".task-row h3") == ["신청 내용 검토"]


def test_a_task_is_passed_only_to_somebody_of_its_role(visitor: Sit, city: City, permit: int) -> None:
    address = _address(city, permit, "examine")
    someone = visitor("officer1")
    token = someone.csrf(address)
    someone.post(f"{address}/delegate", {"csrf": token, "to": str(city.person("payment1")), "reason": "x"})
    assert city.task(permit, "examine").assignee_id is None
    someone.post(f"{address}/delegate", {"csrf": token, "to": str(city.person("officer2")), "reason": "출장"})
    assert city.task(permit, "examine").assignee_id == city.person("officer2")


def test_a_task_of_others_does_not_exist_for_a_stranger(visitor: Sit, city: City, permit: int) -> None:
    assert visitor("applicant2").open(_address(city, permit, "examine")).status == 404


def test_the_instructions_are_filled_with_the_cases_data(visitor: Sit, city: City, permit: int) -> None:
    page = visitor("officer1").open(_address(city, permit, "examine"))
    assert page.texts(".instructions") == ["인공지능 체험 행사 신청입니다. 금액과 서류를 확인하십시오."]


def test_notices_stand_above_the_tasks_until_they_are_read(visitor: Sit, city: City, permit: int) -> None:
    city.advance(days=11)
    with city.unit_of_work() as uow:
        watch_deadlines(uow, now=city.clock.now())
    someone = visitor("officer1")
    [note] = someone.open("/").texts(".note-list p a")
    assert "‘신청 내용 검토’" in note
    assert visitor("payment1").open("/").texts(".note-list li") == []
    document = someone.open("/").document
    assert document is not None
    reason = document.xpath("//input[@name='reason']/@value")[0]
    after = someone.post("/notices/read", {"csrf": someone.csrf("/"), "reason": reason})
    assert (after.address, after.texts(".note-list li")) == ("/", [])
    assert visitor("officer2").open("/").texts(".note-list li") != []
