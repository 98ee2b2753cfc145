"""The tour of a first-time owner: a step 현장 확인 (site visit) for the subsidy, from the form to the moved cases.

It is walked by its test, and once more for the pictures of the tutorial.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.process_owner import ProcessOwner
from tests.kit.city import City
from tests.kit.copies import copy_case
from tests.kit.subsidy import SubsidyStory, application, programme_without_call
from workflows.use_cases.advance_moves import advance_moves

Keep = Callable[[str], None]
"""Keeps a picture of the page under a name."""
PROCESS = "subsidy_case"
STANDING = {"application": 70, "completeness": 40, "eligibility_review": 30, "examination": 30, "propose": 30}
"""How many running cases stand where: two hundred."""
UNSAFE = STANDING["eligibility_review"] + STANDING["examination"]
"""Past the new step, and able to come to where what was found there is looked at: they lack it."""


def two_hundred_cases(city: City) -> None:
    """Have one case come to each place, and write copies of it."""
    programme = programme_without_call(city)
    for number, (element, count) in enumerate(STANDING.items()):
        story = SubsidyStory.started(city, programme)
        _brought_to(story, element, f"AI 도입 {number}")
        with city.unit_of_work() as uow:
            copy_case(uow.connection, story.case, count - 1)


def walk(owner: ProcessOwner, city: City, keep: Keep) -> None:
    """Walk the whole tour."""
    owner.enters("owner1")
    owner.opens_draft()
    makes_the_form(owner, keep)
    shows_the_note_later(owner)
    draws_the_step(owner, keep)
    is_told_and_mends_it(owner, keep)
    tries_both_outcomes(owner, keep)
    submission = hands_it_over(owner)
    is_published_by_a_second_person(owner, submission, keep)
    moves_and_takes_back(owner, city, keep)


def makes_the_form(owner: ProcessOwner, keep: Keep) -> None:
    """Make the form of the new step."""
    owner.makes_form("현장 확인", "Site visit", "site_visit")
    fits = (("match", "맞음", "Yes"), ("differs", "다름", "No"))
    owner.asks("하나 고르기", "현장이 신청서와 맞나요?", "Does the site match?", "visit_result", fits)
    owner.asks("여러 줄 글", "현장 의견", "Note on the site", "visit_note")
    keep("studio-form")


def shows_the_note_later(owner: ProcessOwner) -> None:
    """Have what was seen there stand in the form of the next step."""
    owner.follows("양식 목록으로")
    owner.follows("자격 확인")
    owner.asks("여러 줄 글", "현장에서 본 것", "Seen on the site", "visit_seen", first="visit_note")


def draws_the_step(owner: ProcessOwner, keep: Keep) -> None:
    """Put the step with its deadline between two others, and an end for who does not pass."""
    owner.opens_diagram()
    owner.finds("자격 판정 준비")
    owner.selects("eligibility_to_eligibility_review")
    owner.does("흐름에 끼우기", "사람이 하는 일")
    owner.names("현장 확인", "Site visit", "site_visit")
    assert owner.property("어느 레인의 일인가").input_value() == "until_decision_officer"
    owner.cites("근거 조항", "IMP-12")
    owner.picks(owner.property("양식"), "현장 확인 (site_visit)")
    owner.sets("기한을 정하는 식", "today() + days(10)")
    owner.cites("기한의 근거 조항", "T41")
    keep("studio-step")

    owner.selects(owner.flow("site_visit", "eligibility_review"))
    owner.does("흐름에 끼우기", "하나만")
    owner.names("현장이 맞나요?", "Does the site match?", "site_fits")
    owner.does("다음에 잇기", "끝")
    owner.names("부적합", "Not eligible", "site_unfit")
    owner.selects(owner.flow("site_fits", "site_unfit"))
    owner.names("아니요", "No", "site_fits_no")
    owner.sets("조건", 'visit_result == "differs"')
    owner.selects(owner.flow("site_fits", "eligibility_review"))
    owner.names("예", "Yes", "site_fits_yes")
    owner.ticks(owner.property("어느 조건도 맞지 않을 때 이 흐름으로 갑니다"))


def is_told_and_mends_it(owner: ProcessOwner, keep: Keep) -> None:
    """Read that nobody tells the remedy, and lead those who do not pass to the decision that tells it."""
    told = owner.finding("site_unfit", "불복방법")
    expect(told).to_contain_text("새로 생김")
    owner.goes_where(told, "부적합")
    owner.page.evaluate("document.querySelector('.studio-findings').scrollIntoView(false)")
    keep("studio-finding")
    owner.selects("site_fits_no")
    owner.does("목적지 바꾸기", "교부결정안 작성")
    owner.deletes("site_unfit")
    expect(told).to_have_count(0)
    owner.saves()


def tries_both_outcomes(owner: ProcessOwner, keep: Keep) -> None:
    """Let a kept example come to the new step, then answer it in one way and in the other."""
    owner.follows("모범 사례")
    owner.presses("시험 실행에서 보기 교부하지 않기로 결정")
    owner.opens_task("현장 확인")
    owner.answers({"visit_result": "match", "visit_note": "공장과 설비가 신청서와 같습니다."})
    assert "자격 확인" in owner.open_tasks()
    keep("studio-try")
    owner.page.get_by_role("button", name="현장 확인", exact=False).filter(has_text="다르게 해 보기").last.click()
    owner.answers({"visit_result": "differs", "visit_note": "공장이 없습니다."})
    assert owner.open_tasks() == ["교부결정안 작성"]


def hands_it_over(owner: ProcessOwner) -> str:
    """Hand the draft over, and give the address of the submission."""
    owner.follows("상신·게시")
    owner.writes("바꾼 내용과 까닭", "자격을 확인하기 전에 현장을 봅니다.")
    owner.presses("상신하기")
    return urlsplit(owner.page.url).path


def is_published_by_a_second_person(owner: ProcessOwner, submission: str, keep: Keep) -> None:
    """Have a colleague see what it means, accept what comes out otherwise, and publish it."""
    owner.person.enter_as("owner2")
    owner.person.open(submission)
    assert "‘현장 확인" in owner.said()
    owner.page.wait_for_selector("[data-compare][data-ready]")
    assert not owner.page.get_by_label("진행 중인 건도 새 판으로 옮기기(지금 200건)").is_checked()
    keep("studio-submission")
    for each in owner.page.locator("input[name=accepted]").all():
        each.check()
    owner.presses("이 판 게시하기")
    assert "게시했습니다" in owner.said()


def moves_and_takes_back(owner: ProcessOwner, city: City, keep: Keep) -> None:
    """Judge the running cases, move those that are safe, and take it back."""
    owner.follows("진행 건 옮기기")
    _sends(owner, "판정하기")
    _carried_on(owner, city)
    safe = sum(STANDING.values()) - UNSAFE
    assert f"남음: {UNSAFE}건" in owner.said()
    owner.follows("남음")
    assert "‘자격 확인’에서 읽을 값 ‘visit_note’" in owner.said()
    keep("studio-move")
    _sends(owner, f"안전한 {safe}건 옮기기")
    _carried_on(owner, city)
    assert f"옮김 {safe}건" in owner.said()
    _sends(owner, "되돌리기")
    _carried_on(owner, city)
    assert f"되돌림 {safe}건" in owner.said()


def _sends(owner: ProcessOwner, button: str) -> None:
    """Press a button and wait for the answer: the dispatcher's part begins only then."""
    with owner.page.expect_navigation():
        owner.presses(button)


def _carried_on(owner: ProcessOwner, city: City) -> None:
    """Let the dispatcher do its part, and look at the page anew."""
    for _ in range(40):
        while advance_moves(city.services, now=city.clock.now()):
            pass
        owner.page.reload()
        if owner.page.locator("progress").count() == 0:
            return
        owner.page.wait_for_timeout(250)


def _brought_to(story: SubsidyStory, element: str, title: str) -> None:
    answers = {
        "application": lambda: story.finish("application", "applicant1", application(project_title=title)),
        "completeness": story.is_complete,
        "eligibility_review": lambda: story.is_eligible(eligibility_reason="다른 사업입니다"),
        "examination": story.is_examined,
    }
    while story.open() != [element]:
        [here] = story.open()
        answers[here]()
