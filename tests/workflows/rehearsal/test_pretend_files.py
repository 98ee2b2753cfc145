"""A story names the files that people attach; in the throw-away city a tiny file of that kind stands for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bpmn.bundle import Bundle
from tests.kit.city import DIAGRAMS
from workflows.errors import UploadRefused
from workflows.queries.files import usable_files
from workflows.rehearsal.city import rehearsal
from workflows.rehearsal.pretend_files import pretend, provide, told
from workflows.runtime import begin
from workflows.use_cases.store_upload import MEDIA_TYPES, store_upload

APPLICANT = 1


@pytest.fixture(scope="module")
def approval() -> Bundle:
    return Bundle.read(Path(DIAGRAMS) / "kit_approval")


def test_a_file_of_every_kind_that_people_may_attach_can_be_pretended(approval: Bundle) -> None:
    names = [f"pretend:계획서{extension}" for extension in MEDIA_TYPES]
    with rehearsal(approval) as city, begin(city.services) as uow:
        answer = {"papers": names, "rows": [{"paper": names[0]}]}
        given = provide(uow, answer, actor=APPLICANT, now=city.clock.now())
        assert set(usable_files(uow.connection, given["papers"], APPLICANT, None)) == set(given["papers"])
        assert told(uow.connection, given) == answer


def test_a_kind_that_nobody_may_attach_is_refused_as_on_the_pages(approval: Bundle) -> None:
    with rehearsal(approval) as city, begin(city.services) as uow, pytest.raises(UploadRefused):
        provide(uow, {"paper": "pretend:virus.exe"}, actor=APPLICANT, now=city.clock.now())


def test_a_file_that_was_really_attached_is_known_by_its_name_from_then_on(approval: Bundle) -> None:
    with rehearsal(approval) as city, begin(city.services) as uow:
        stored = store_upload(uow, "계획서.txt", b"words", actor=APPLICANT, now=city.clock.now())
        pretend(uow, stored.upload_id)
        known = provide(uow, {"paper": "pretend:계획서.txt"}, actor=APPLICANT, now=city.clock.now())["paper"]
        assert usable_files(uow.connection, [known], APPLICANT, None)[known].size == 5
