"""Drafts of processes: one per process, saved only over what one has seen, nothing that was typed is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.kit.city import DIAGRAMS, City
from tests.kit.studio import Studio
from workflows.drafts.gates import without_errors
from workflows.drafts.refusals import ChangedMeanwhile, FileRefused, NoDraft
from workflows.errors import NotFound
from workflows.queries.process_draft import draft_bundle, draft_file, process_draft, recovery_content, recovery_copies
from workflows.use_cases.discard_process_draft import discard_process_draft
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy
from workflows.use_cases.open_process_draft import open_process_draft
from workflows.use_cases.remove_process_file import remove_process_file
from workflows.use_cases.restore_recovery_copy import restore_recovery_copy
from workflows.use_cases.save_process_file import save_process_file

PROCESS = "kit_approval"
DIAGRAM = (DIAGRAMS / PROCESS / "process.bpmn").read_bytes()
FORM = "forms/inspection.json"


@pytest.fixture
def draft(city: City) -> City:
    city.publish(PROCESS)
    with city.unit_of_work() as uow:
        open_process_draft(uow, PROCESS, actor=city.person("owner1"), now=city.clock.now())
    return city


def save(city: City, content: bytes, by: str = "owner1", *, if_match: str = "", name: str = FORM) -> str:
    with city.unit_of_work() as uow:
        return save_process_file(
            uow, PROCESS, name, content, if_match=if_match, actor=city.person(by), now=city.clock.now()
        )


def mark(city: City, name: str) -> str:
    with city.connection() as connection:
        return draft_file(connection, PROCESS, name)[1]


def test_a_draft_begins_with_the_files_of_the_newest_version(draft: City) -> None:
    with draft.connection() as connection:
        view = process_draft(connection, PROCESS)
        assert draft_file(connection, PROCESS, "process.bpmn")[0] == DIAGRAM
        assert draft_bundle(draft.services, connection, PROCESS, draft.clock.now().date()).process_id == PROCESS
    assert (view.based_on, view.newest, view.is_behind, view.changed_at) == (1, 1, False, None)


def test_opening_a_draft_twice_keeps_what_was_changed_in_it(draft: City) -> None:
    save(draft, b"{}")
    with draft.unit_of_work() as uow:
        open_process_draft(uow, PROCESS, actor=draft.person("owner2"), now=draft.clock.now())

    assert mark(draft, FORM)


def test_no_draft_is_opened_of_a_process_that_nobody_knows(city: City) -> None:
    with city.unit_of_work() as uow, pytest.raises(NotFound):
        open_process_draft(uow, "nowhere", actor=city.person("owner1"), now=city.clock.now())


def test_what_is_saved_comes_back_byte_for_byte(draft: City) -> None:
    changed = DIAGRAM.replace("독촉".encode(), "재촉".encode())
    etag = save(draft, changed, name="process.bpmn", if_match=mark(draft, "process.bpmn"))

    with draft.connection() as connection:
        assert draft_file(connection, PROCESS, "process.bpmn") == (changed, etag)
        assert process_draft(connection, PROCESS).authors == {draft.person("owner1")}


def test_who_saves_over_what_another_has_changed_is_refused_and_loses_nothing(draft: City) -> None:
    seen = save(draft, b'{"title": "A"}')
    save(draft, b'{"title": "B"}', "owner2", if_match=seen)

    with pytest.raises(ChangedMeanwhile) as refusal:
        save(draft, b'{"title": "C"}', "owner1", if_match=seen)

    assert (refusal.value.by, refusal.value.etag) == (draft.person("owner2"), mark(draft, FORM))
    with draft.connection() as connection:
        assert recovery_content(connection, PROCESS, draft.person("owner1"), FORM) == b'{"title": "C"}'
        assert draft_file(connection, PROCESS, FORM)[0] == b'{"title": "B"}'


def test_of_two_who_save_at_the_same_moment_one_wins_and_the_other_keeps_a_copy(draft: City) -> None:
    seen = save(draft, b'{"title": "A"}')
    together = Barrier(2)

    def attempt(login: str) -> str:
        together.wait()
        try:
            return save(draft, login.encode(), login, if_match=seen)
        except ChangedMeanwhile:
            return ""

    with ThreadPoolExecutor(2) as pool:
        marks = dict(zip(("owner1", "owner2"), pool.map(attempt, ("owner1", "owner2")), strict=True))

    assert sorted(map(bool, marks.values())) == [False, True]
    winner, loser = sorted(marks, key=lambda login: not marks[login])
    with draft.connection() as connection:
        assert draft_file(connection, PROCESS, FORM) == (winner.encode(), marks[winner])
        assert recovery_content(connection, PROCESS, draft.person(loser), FORM) == loser.encode()


def test_sending_the_same_content_again_changes_nothing(draft: City) -> None:
    first = save(draft, b"{}")

    assert save(draft, b"{}", "owner2") == first
    with draft.connection() as connection:
        assert process_draft(connection, PROCESS).authors == {draft.person("owner1")}


def test_a_save_drops_the_copy_typed_over_the_same_file_and_keeps_one_typed_over_an_older(draft: City) -> None:
    first = save(draft, b"1")
    owner = draft.person("owner1")

    def keep(base: str) -> None:
        with draft.unit_of_work() as uow:
            keep_recovery_copy(uow, PROCESS, FORM, b"typed", base=base, actor=owner, now=draft.clock.now())

    keep(first)
    second = save(draft, b"2", if_match=first)
    with draft.connection() as connection:
        assert recovery_copies(connection, PROCESS, owner) == ()

    keep(first)
    save(draft, b"3", if_match=second)
    with draft.connection() as connection:
        assert [each.name for each in recovery_copies(connection, PROCESS, owner)] == [FORM]


def test_a_recovery_copy_is_put_back_and_is_then_gone(draft: City) -> None:
    seen, owner = save(draft, b"1"), draft.person("owner1")
    with draft.unit_of_work() as uow:
        keep_recovery_copy(uow, PROCESS, FORM, b"typed", base="older", actor=owner, now=draft.clock.now())
    with draft.unit_of_work() as uow:
        restore_recovery_copy(uow, PROCESS, FORM, if_match=seen, actor=owner, now=draft.clock.now())

    with draft.connection() as connection:
        assert draft_file(connection, PROCESS, FORM)[0] == b"typed"
        assert recovery_copies(connection, PROCESS, owner) == ()


def test_a_removed_file_is_gone_and_nobody_saves_over_its_absence_unknowingly(draft: City) -> None:
    seen = save(draft, b"{}")
    with draft.unit_of_work() as uow:
        remove_process_file(uow, PROCESS, FORM, if_match=seen, actor=draft.person("owner2"), now=draft.clock.now())

    with pytest.raises(ChangedMeanwhile):
        save(draft, b"more", if_match=seen)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("../process.bpmn", b"x", "name"),
        ("forms/../x.json", b"x", "name"),
        ("called/other/process.bpmn", b"x", "name"),
        ("forms/x.py", b"x", "name"),
        ("forms/a/b.json", b"x", "name"),
        ("forms/.hidden.json", b"x", "name"),
        ("forms/x.json", b"", "empty"),
        ("forms/x.json", b"x" * (2 * 1024 * 1024 + 1), "too_big"),
    ],
)
def test_a_file_that_does_not_belong_into_a_process_is_refused(
    draft: City, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(FileRefused) as refusal:
        save(draft, content, name=name)

    assert refusal.value.reason == reason
    assert refusal.value.text("ko")


def test_the_diagram_itself_cannot_be_removed(draft: City) -> None:
    seen = mark(draft, "process.bpmn")
    with draft.unit_of_work() as uow, pytest.raises(FileRefused):
        remove_process_file(
            uow, PROCESS, "process.bpmn", if_match=seen, actor=draft.person("owner1"), now=draft.clock.now()
        )


def test_a_discarded_draft_is_gone_and_cases_never_noticed_it(draft: City) -> None:
    save(draft, b"{}")
    with draft.unit_of_work() as uow:
        discard_process_draft(uow, PROCESS, actor=draft.person("owner1"), now=draft.clock.now())

    with draft.connection() as connection, pytest.raises(NoDraft):
        process_draft(connection, PROCESS)
    assert draft.open_tasks(draft.start(PROCESS, by="officer1")) == ["write"]


def test_a_draft_holds_the_processes_it_calls_as_they_are_in_effect(city: City) -> None:
    city.publish("subsidy_case")
    today = city.clock.now().date()
    with city.unit_of_work() as uow:
        open_process_draft(uow, "subsidy_case", actor=city.person("owner1"), now=city.clock.now())
        bundled = draft_bundle(city.services, uow.connection, "subsidy_case", today)
    without_errors(city.services, bundled)

    city.publish("committee_meeting")
    meeting = Studio(city, "committee_meeting")
    meeting.open()
    meeting.rename("</bpmn:definitions>", "<!-- ours --></bpmn:definitions>")
    meeting.publish(meeting.submit("고침"))
    with city.connection() as connection:
        after = draft_bundle(city.services, connection, "subsidy_case", today)
    assert b"<!-- ours -->" not in bundled.files["called/committee_meeting/process.bpmn"]
    assert b"<!-- ours -->" in after.files["called/committee_meeting/process.bpmn"]


@pytest.mark.parametrize(("saver", "told"), [("owner1", "다른 창에서 먼저"), ("owner2", "다른 사람이 먼저")])
def test_whoever_was_overtaken_is_told_whether_by_another_person_or_their_own_other_window(
    draft: City, saver: str, told: str
) -> None:
    seen = save(draft, b"1")
    save(draft, b"2", saver, if_match=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        save(draft, b"3", "owner1", if_match=seen)
    assert told in refused.value.text()
