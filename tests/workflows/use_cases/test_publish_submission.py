"""Publishing takes two people: one hands a draft over, another makes it the next version or returns it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from workflows.drafts.refusals import AlreadyDecided, HasErrors, NeedsSecondPerson, NoDraft, SubmissionRefused
from workflows.drafts.submissions import Wish
from workflows.errors import Conflict, JoryeError, NotFound
from workflows.queries.notices import unread_notices
from workflows.queries.process_draft import process_draft
from workflows.queries.studio_history import studio_history
from workflows.queries.submissions import submission_view
from workflows.queries.versions import versions
from workflows.use_cases.publish_bundle import publish_bundle


@pytest.fixture
def studio(city: City) -> Studio:
    city.publish(PROCESS)
    return Studio(city)


def standing(studio: Studio) -> list[tuple[int, str]]:
    with studio.city.connection() as connection:
        found = versions(connection, PROCESS, studio.city.clock.now().date())
    return [(each.number, each.standing) for each in found]


def notices(studio: Studio, login: str) -> list[str]:
    with studio.city.connection() as connection:
        return [each.kind for each in unread_notices(connection, studio.city.person(login))]


def test_a_second_person_publishes_what_the_first_has_handed_over(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    submission = studio.submit("이름을 바로잡음")

    assert studio.publish(submission, by="owner2").number == 2

    case = studio.city.start(PROCESS, by="officer1")
    studio.city.finish(case, "write", by="officer1", values={"subject": "도입"})
    assert studio.city.task(case, "review").name == "심사"
    with studio.city.connection() as connection, pytest.raises(NoDraft):
        process_draft(connection, PROCESS)


def test_the_version_says_who_wrote_it_who_published_it_and_why(studio: Studio) -> None:
    studio.changed_and_published("이름을 바로잡음")

    with studio.city.connection() as connection:
        newest = versions(connection, PROCESS, studio.city.clock.now().date())[0]
    assert newest.note == "이름을 바로잡음"
    assert newest.author != newest.publisher
    assert newest.standing == "current"


def test_whoever_changed_a_file_may_not_publish_even_when_somebody_else_has_handed_it_over(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사", by="owner2")
    submission = studio.submit("고침", by="owner1")

    for author in ("owner1", "owner2"):
        with pytest.raises(NeedsSecondPerson):
            studio.publish(submission, by=author)


def test_a_returned_submission_makes_no_version_and_its_author_reads_why(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    submission = studio.submit("고침")
    assert notices(studio, "owner2") == ["submission_waiting"]

    studio.send_back(submission, "‘검토’가 조문의 말입니다.", by="owner2")

    with studio.city.connection() as connection:
        view = submission_view(connection, PROCESS, submission)
    assert (view.status, view.reason) == ("returned", "‘검토’가 조문의 말입니다.")
    assert standing(studio) == [(1, "current")]
    assert notices(studio, "owner1") == ["submission_returned"]
    assert studio.submit("다시 고침") > submission


def test_nothing_is_returned_without_a_reason_or_by_its_own_author(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    submission = studio.submit("고침")

    with pytest.raises(SubmissionRefused) as refusal:
        studio.send_back(submission, "  ", by="owner2")
    assert refusal.value.reason == "no_reason"
    with pytest.raises(NeedsSecondPerson):
        studio.send_back(submission, "내가 쓴 것", by="owner1")


def test_an_author_withdraws_and_nobody_else_can(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    submission = studio.submit("고침")

    with pytest.raises(SubmissionRefused):
        studio.withdraw(submission, by="owner2")
    studio.withdraw(submission, by="owner1")
    with pytest.raises(AlreadyDecided):
        studio.publish(submission, by="owner2")


def test_only_one_submission_of_a_process_waits_at_a_time(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    studio.submit("고침")
    studio.rename("독촉", "재촉")

    with pytest.raises(SubmissionRefused) as refusal:
        studio.submit("또 고침")
    assert refusal.value.reason == "one_waits"


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (Wish("  "), "no_note"),
        (Wish("가" * 2001), "long_note"),
        (Wish("어제부터", date(2027, 1, 3)), "past_day"),
    ],
)
def test_a_submission_needs_a_note_and_a_day_that_is_still_to_come(studio: Studio, wish: Wish, reason: str) -> None:
    studio.open()
    studio.rename("검토", "심사")

    with pytest.raises(SubmissionRefused) as refusal:
        studio.submit(wish.note, effective_from=wish.effective_from)
    assert refusal.value.reason == reason
    assert refusal.value.text("ko")


def test_an_unchanged_draft_is_not_handed_over(studio: Studio) -> None:
    studio.open()

    with pytest.raises(SubmissionRefused) as refusal:
        studio.submit("그대로")
    assert refusal.value.reason == "unchanged"


def test_what_the_rules_forbid_is_not_handed_over(studio: Studio) -> None:
    studio.open()
    studio.rename('targetRef="review"', 'targetRef="nowhere"')

    with pytest.raises(HasErrors) as refusal:
        studio.submit("고침")
    assert refusal.value.refused.findings


def test_a_diagram_of_another_process_is_not_handed_over(studio: Studio) -> None:
    studio.open()
    studio.rename('id="kit_approval"', 'id="other"')

    with pytest.raises(SubmissionRefused) as refusal:
        studio.submit("고침")
    assert refusal.value.reason == "other_process"


def test_until_its_day_a_published_version_waits_and_cases_follow_the_one_before(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    studio.publish(studio.submit("고침"), by="owner2", effective_from=date(2027, 2, 1))
    assert standing(studio) == [(2, "coming"), (1, "current")]

    studio.city.set_time("2027-01-31T23:59+09:00")
    before = studio.city.start(PROCESS, by="officer1")
    studio.city.set_time("2027-02-01T00:00+09:00")
    after = studio.city.start(PROCESS, by="officer1")

    names = []
    for case in (before, after):
        studio.city.finish(case, "write", by="officer1", values={"subject": "도입"})
        names.append(studio.city.task(case, "review").name)
    assert names == ["검토", "심사"]


def test_a_higher_version_in_effect_overtakes_one_whose_day_has_not_come(studio: Studio) -> None:
    studio.changed_and_published("나중에", effective_from=date(2027, 3, 1))
    studio.open()
    studio.rename("심사", "확인")
    studio.publish(studio.submit("지금"), by="owner2")

    assert standing(studio) == [(3, "current"), (2, "skipped"), (1, "past")]


def test_a_submission_overtaken_by_another_version_is_not_published_unseen(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    submission = studio.submit("고침")
    with studio.city.unit_of_work() as uow:
        publish_bundle(uow, studio.edited(APPROVAL, "독촉", "재촉"), actor=None, now=studio.city.clock.now())

    with pytest.raises(SubmissionRefused) as refusal:
        studio.publish(submission, by="owner2")
    assert refusal.value.reason == "overtaken"


def test_what_was_changed_after_handing_over_stays_in_a_draft_of_the_new_version(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    submission = studio.submit("고침")
    studio.rename("독촉", "재촉")
    studio.publish(submission, by="owner2")

    with studio.city.connection() as connection:
        draft = process_draft(connection, PROCESS)
    assert (draft.based_on, draft.newest, draft.is_behind) == (2, 2, False)


def test_going_back_hands_an_earlier_version_over_and_publishes_it_as_a_new_one(studio: Studio) -> None:
    studio.changed_and_published("고침")
    submission = studio.restore(1, "되돌림", by="owner2")

    with pytest.raises(NeedsSecondPerson):
        studio.publish(submission, by="owner2")
    assert studio.publish(submission, by="owner1").number == 3
    with studio.city.connection() as connection:
        third, _, first = versions(connection, PROCESS, studio.city.clock.now().date())
    assert (third.digest, third.restored_from) == (first.digest, 1)


def test_nobody_goes_back_to_the_newest_version_or_to_one_that_never_was(studio: Studio) -> None:
    with pytest.raises(SubmissionRefused):
        studio.restore(1, "되돌림")
    with pytest.raises(NotFound):
        studio.restore(7, "되돌림")


def test_of_two_who_publish_at_the_same_moment_one_wins(studio: Studio) -> None:
    studio.open()
    studio.rename("검토", "심사")
    submission = studio.submit("고침")
    together = Barrier(2)

    def attempt(login: str) -> str:
        together.wait()
        try:
            studio.publish(submission, by=login)
        except JoryeError as refusal:
            return type(refusal).__name__
        return "published"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(attempt, ("owner2", "operator1")))

    assert ends in (["AlreadyDecided", "published"], [Conflict.__name__, "published"])
    assert standing(studio) == [(2, "current"), (1, "past")]


def test_the_history_of_the_studio_says_who_did_what(studio: Studio) -> None:
    studio.changed_and_published("고침")

    with studio.city.connection() as connection:
        deeds = [(each.kind, each.actor("ko") if each.actor else "") for each in studio_history(connection, PROCESS)]
    names = dict(deeds)
    assert [deed for deed, _ in deeds] == ["published", "submitted", "changed", "opened"]
    assert names["published"] != names["submitted"]
