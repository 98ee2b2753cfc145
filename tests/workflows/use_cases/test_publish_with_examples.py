"""Whoever publishes accepts each example that comes out otherwise; nothing passes unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bpmn.bundle import MAIN, Bundle
from bpmn.examples import Example, Finish, Outcome, Start, Story
from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from workflows.drafts.example_gate import ExamplesChanged, ExamplesReplayed, require_accepted
from workflows.drafts.refusals import SubmissionRefused
from workflows.queries.process_draft import process_draft
from workflows.queries.studio_history import accepted_with, studio_history
from workflows.rehearsal.city import OPENING
from workflows.rehearsal.examples import came_of, replay_before_publishing
from workflows.use_cases.remove_process_file import remove_process_file
from workflows.use_cases.save_process_file import save_process_file

FILE = "examples/written.json"


def recorded() -> Example:
    """Give an example of somebody who writes and hands over to the review."""
    story = Story(OPENING, Start("officer1"), (Finish("write", "officer1", {"subject": "도입"}),))
    unknown = Example("쓰면 검토로", "Written", story, Outcome("running"))
    return replace(unknown, expected=came_of(APPROVAL, unknown))


@pytest.fixture
def studio(city: City) -> Studio:
    """Give a studio of which the newest version keeps one example."""
    city.publish(PROCESS)
    studio = Studio(city)
    studio.open()
    saves(studio, recorded())
    studio.publish(studio.submit("모범 사례를 남김"))
    studio.open()
    return studio


def saves(studio: Studio, example: Example) -> None:
    """Have owner1 save the example in the draft."""
    with studio.city.unit_of_work() as uow:
        save_process_file(uow, PROCESS, FILE, example.document(), if_match=mark(studio), **owner(studio))


def mark(studio: Studio) -> str:
    """Give the mark of the example's file in the draft, empty where there is none yet."""
    with studio.city.connection() as connection:
        files = process_draft(connection, PROCESS).files
    return next((each.etag for each in files if each.name == FILE), "")


def owner(studio: Studio) -> dict[str, Any]:
    """Name owner1 and the moment."""
    return {"actor": studio.city.person("owner1"), "now": studio.city.clock.now()}


def begins_elsewhere(studio: Studio) -> Bundle:
    """Let cases begin at another start event; give what the draft runs then."""
    studio.rename('"begin"', '"opened"')
    return Bundle.from_files({**APPROVAL.files, MAIN: APPROVAL.files[MAIN].replace(b'"begin"', b'"opened"')})


def test_examples_that_come_out_the_same_need_no_word(studio: Studio) -> None:
    studio.rename("검토", "심사")

    assert studio.publish(studio.submit("이름")).number == 3


def test_a_changed_outcome_keeps_the_version_back_until_it_is_accepted(studio: Studio) -> None:
    begins_elsewhere(studio)
    submission = studio.submit("검토를 바꿈")

    with pytest.raises(ExamplesChanged, match="Written"):
        studio.publish(submission)
    assert studio.publish_accepting(submission, {"written"}).number == 3
    with studio.city.connection() as connection:
        (deed,) = accepted_with(connection, PROCESS, 3)
        assert accepted_with(connection, PROCESS, 2) == ()
        assert deed in studio_history(connection, PROCESS)
    assert deed.accepted == ({"key": "written", "kind": "otherwise", "ko": "쓰면 검토로", "en": "Written"},)
    assert deed.words("en")["titles"] == "‘Written’"


def test_what_the_author_accepted_in_the_draft_is_accepted_by_the_second_person_too(studio: Studio) -> None:
    changed = begins_elsewhere(studio)
    saves(studio, replace(recorded(), expected=came_of(changed, recorded())))
    submission = studio.submit("검토를 바꾸고 모범 사례도 고침")

    with pytest.raises(ExamplesChanged):
        studio.publish(submission)
    assert studio.publish_accepting(submission, {"written"}).number == 3


def test_an_example_does_not_disappear_unseen(studio: Studio) -> None:
    with studio.city.unit_of_work() as uow:
        remove_process_file(uow, PROCESS, FILE, if_match=mark(studio), **owner(studio))
    submission = studio.submit("모범 사례를 지움")

    with pytest.raises(ExamplesChanged):
        studio.publish(submission)
    assert studio.publish_accepting(submission, {"written"}).number == 3


def test_a_story_that_stops_is_a_changed_outcome() -> None:
    files = {**APPROVAL.files, FILE: recorded().document()}
    before = Bundle.from_files(files, PROCESS)
    others = files[MAIN].replace(b'jorye:role="officer"', b'jorye:role="auditor"')

    (changed,) = replay_before_publishing(before, Bundle.from_files({**files, MAIN: others}, PROCESS)).changed
    assert changed.kind == "stopped"
    assert "stopped" in {each.kind for each in changed.deviations}


def test_a_replay_of_other_content_vouches_for_nothing() -> None:
    with pytest.raises(SubmissionRefused):
        require_accepted(APPROVAL, None, ())
    with pytest.raises(SubmissionRefused):
        require_accepted(APPROVAL, ExamplesReplayed("another digest"), ())
    with pytest.raises(SubmissionRefused, match="2 more examples"):
        require_accepted(APPROVAL, ExamplesReplayed(APPROVAL.digest, left=2), ())
    require_accepted(APPROVAL, ExamplesReplayed(APPROVAL.digest), ())


def test_examples_that_no_time_was_left_for_vouch_for_nothing() -> None:
    bundle = Bundle.from_files({**APPROVAL.files, FILE: recorded().document()}, PROCESS)

    assert replay_before_publishing(None, bundle, seconds=0) == ExamplesReplayed(bundle.digest, (), 1)
    assert replay_before_publishing(None, bundle) == ExamplesReplayed(bundle.digest)
