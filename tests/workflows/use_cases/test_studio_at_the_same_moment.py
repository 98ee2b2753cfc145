"""Several people work on one process at the same moment: every end is one they can understand, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from bpmn.bundle import MAIN
from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from workflows.drafts.bundles import own_part
from workflows.errors import JoryeError
from workflows.instances.bundles import stored_bundle
from workflows.queries.process_draft import draft_file, process_draft, recovery_content, recovery_copies
from workflows.queries.submissions import submissions, submitted_bundle
from workflows.queries.versions import versions
from workflows.use_cases.discard_process_draft import discard_process_draft
from workflows.use_cases.import_into_draft import import_into_draft
from workflows.use_cases.import_process import import_process
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy
from workflows.use_cases.note_presence import note_presence
from workflows.use_cases.publish_bundle import publish_bundle
from workflows.use_cases.restore_recovery_copy import restore_recovery_copy
from workflows.use_cases.save_process_file import save_process_file

Deed = Callable[[], object]
ROUNDS = 4


@pytest.fixture
def studio(city: City) -> Studio:
    """Give a published process, its draft open and changed."""
    city.publish(PROCESS)
    found = Studio(city)
    found.open()
    found.rename("검토", "심사")
    return found


def together(*deeds: Deed) -> list[str]:
    """Do all at once; give how each ended: `done`, or the name of what was refused. Anything else is raised."""
    ready = Barrier(len(deeds))

    def one(do: Deed) -> str:
        ready.wait()
        try:
            do()
        except JoryeError as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def marked(studio: Studio) -> str:
    with studio.city.connection() as connection:
        return draft_file(connection, PROCESS, MAIN)[1]


def deed(city: City, use_case: Callable[..., object], *given: object, by: str, **more: object) -> Deed:
    """Prepare a use case, to be done by somebody in a transaction of its own."""
    actor, now = city.person(by), city.clock.now()

    def do() -> None:
        with city.unit_of_work() as uow:
            use_case(uow, *given, actor=actor, now=now, **more)

    return do


def saving(studio: Studio, content: bytes, by: str, *, name: str = MAIN) -> Deed:
    """Prepare to save over what stands now."""
    with studio.city.connection() as connection:
        known = {each.name: each.etag for each in process_draft(connection, PROCESS).files}
    return deed(studio.city, save_process_file, PROCESS, name, content, by=by, if_match=known.get(name, ""))


def numbers(studio: Studio) -> list[int]:
    with studio.city.connection() as connection:
        return [each.number for each in versions(connection, PROCESS, studio.city.clock.now().date())]


def diagram(word: str) -> bytes:
    return APPROVAL.files[MAIN].replace("검토".encode(), word.encode())


def test_a_save_beside_a_submission_is_in_it_or_goes_on_in_the_draft(studio: Studio) -> None:
    for round_ in range(ROUNDS):
        changed = diagram(f"심사{round_}")
        ends = together(partial(studio.submit, "고침"), saving(studio, changed, "owner2"))
        assert ends == ["done", "done"]
        with studio.city.connection() as connection:
            waiting = submissions(connection, PROCESS)[0]
            handed = submitted_bundle(connection, waiting.id)
            assert draft_file(connection, PROCESS, MAIN)[0] == changed
        wrote = studio.city.person("owner2") in waiting.authors
        assert wrote or own_part(handed)[MAIN] != changed  # nobody's change is handed over without their name
        studio.withdraw(waiting.id)


def test_of_two_submissions_at_the_same_moment_one_waits(studio: Studio) -> None:
    for _ in range(ROUNDS):
        ends = together(partial(studio.submit, "하나"), partial(studio.submit, "둘", by="owner2"))
        assert sorted(ends) == ["SubmissionRefused", "done"]
        with studio.city.connection() as connection:
            studio.withdraw(submissions(connection, PROCESS)[0].id)


def test_of_publishing_returning_and_withdrawing_one_counts(studio: Studio) -> None:
    for round_ in range(ROUNDS):
        studio.open()
        saving(studio, diagram(f"심사{round_}"), "owner1")()
        waits = studio.submit("고침")
        ends = together(
            partial(studio.publish, waits), partial(studio.send_back, waits, "다시"), partial(studio.withdraw, waits)
        )
        assert sorted(ends) == ["AlreadyDecided", "AlreadyDecided", "done"], ends


def test_a_save_beside_publishing_goes_on_in_a_draft_or_is_kept_as_a_copy(studio: Studio) -> None:
    """The draft closes when what was published is all there is in it; what was typed meanwhile is never lost."""
    for round_ in range(ROUNDS):
        studio.open()
        saving(studio, diagram(f"심사{round_}"), "owner1")()
        waits = studio.submit("고침")
        typed = diagram(f"확인{round_}")
        ends = together(partial(studio.publish, waits), saving(studio, typed, "owner1"))
        assert ends[0] == "done"
        with studio.city.connection() as connection:
            if ends[1] == "done":
                assert draft_file(connection, PROCESS, MAIN)[0] == typed
                assert process_draft(connection, PROCESS).is_behind is False
            else:
                assert ends[1] == "DraftClosed"
                owner = studio.city.person("owner1")
                assert recovery_content(connection, PROCESS, owner, MAIN) == typed


def test_a_save_beside_discarding_is_kept_as_a_copy(studio: Studio) -> None:
    for round_ in range(ROUNDS):
        studio.open()
        typed = diagram(f"확인{round_}")
        ends = together(
            deed(studio.city, discard_process_draft, PROCESS, by="owner2"),
            saving(studio, typed, "owner1"),
            deed(studio.city, note_presence, PROCESS, MAIN, by="owner1"),
        )
        assert ends[0] == "done"
        assert (ends[1], ends[2]) in [(save, sign) for save in ("done", "DraftClosed") for sign in ("done", "NoDraft")]
        if ends[1] == "DraftClosed":
            with studio.city.connection() as connection:
                assert recovery_content(connection, PROCESS, studio.city.person("owner1"), MAIN) == typed


def test_a_file_added_by_two_at_the_same_moment_is_added_once(studio: Studio) -> None:
    for round_ in range(ROUNDS):
        name = f"forms/form{round_}.json"
        ends = together(
            saving(studio, b'{"title": "A"}', "owner1", name=name),
            saving(studio, b'{"title": "B"}', "owner2", name=name),
        )
        assert sorted(ends) == ["ChangedMeanwhile", "done"]


def test_importing_over_a_draft_beside_a_save_loses_neither(studio: Studio) -> None:
    for round_ in range(ROUNDS):
        with studio.city.connection() as connection:
            seen = process_draft(connection, PROCESS).changed_at
        brought, typed = diagram(f"가져옴{round_}"), diagram(f"고침{round_}")
        studio.city.advance(minutes=1)
        bring = deed(studio.city, import_into_draft, PROCESS, "x.bpmn", brought, seen=seen, by="owner2")
        ends = together(bring, saving(studio, typed, "owner1"))
        assert ends in (["done", "ChangedMeanwhile"], ["DraftChanged", "done"])
        with studio.city.connection() as connection:
            stands = draft_file(connection, PROCESS, MAIN)[0]
            assert stands == (brought if ends[0] == "done" else typed)
            if ends[0] == "done":
                assert recovery_content(connection, PROCESS, studio.city.person("owner1"), MAIN) == typed


def test_a_new_process_brought_twice_at_the_same_moment_is_one(city: City) -> None:
    twice = [deed(city, import_process, "x.bpmn", APPROVAL.files[MAIN], by=login) for login in ("owner1", "owner2")]

    assert sorted(together(*twice)) == ["FileRefused", "done"]


def test_a_draft_opened_by_two_at_the_same_moment_is_one(city: City) -> None:
    city.publish(PROCESS)
    studio = Studio(city)
    assert together(studio.open, partial(studio.open, "owner2"), studio.open) == ["done"] * 3
    with city.connection() as connection:
        assert len(process_draft(connection, PROCESS).files) == len(own_part(APPROVAL))


def test_an_operator_and_a_publisher_never_make_the_same_number(studio: Studio) -> None:
    waits = studio.submit("고침")

    bring = deed(studio.city, publish_bundle, studio.edited(APPROVAL, "독촉", "재촉"), by="operator1")

    ends = together(partial(studio.publish, waits), bring)
    assert "done" in ends
    assert set(ends) <= {"done", "Conflict", "SubmissionRefused"}
    assert sorted(numbers(studio)) == list(range(1, len(numbers(studio)) + 1))
    with studio.city.connection() as connection:
        for each in versions(connection, PROCESS, studio.city.clock.now().date()):
            assert stored_bundle(studio.city.services, connection, each.definition_id).digest == each.digest


def test_a_copy_put_back_beside_a_save_is_never_lost(studio: Studio) -> None:
    owner = studio.city.person("owner1")
    for round_ in range(ROUNDS):
        copy, seen = diagram(f"사본{round_}"), marked(studio)
        deed(studio.city, keep_recovery_copy, PROCESS, MAIN, copy, base="older", by="owner1")()
        ends = together(
            deed(studio.city, restore_recovery_copy, PROCESS, MAIN, if_match=seen, by="owner1"),
            saving(studio, diagram(f"동료{round_}"), "owner2"),
        )
        assert sorted(ends) == ["ChangedMeanwhile", "done"]
        with studio.city.connection() as connection:
            copies = [each.name for each in recovery_copies(connection, PROCESS, owner)]
            kept = recovery_content(connection, PROCESS, owner, MAIN) if copies else b""
            assert copy in (kept, draft_file(connection, PROCESS, MAIN)[0])
