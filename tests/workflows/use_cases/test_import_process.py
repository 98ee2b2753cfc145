"""Processes come in as one .zip or as a .bpmn of any tool: taken byte for byte, whoever sends them is not trusted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from workflows.drafts.blank import blank_diagram
from workflows.drafts.brought import Imported
from workflows.drafts.gates import without_errors
from workflows.drafts.refusals import DraftChanged, FileRefused, NotOpened
from workflows.instances.bundles import pack_files
from workflows.queries.process_draft import draft_bundle, draft_file, process_draft, recovery_content
from workflows.queries.studio_history import studio_history
from workflows.use_cases.import_into_draft import import_into_draft
from workflows.use_cases.import_process import import_process

FOREIGN = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  targetNamespace="x"><!-- drawn elsewhere --><process id="Process_1" name="Leave" isExecutable="true">
  <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>
  <userTask id="t" camunda:assignee="demo"/><sequenceFlow id="g" sourceRef="t" targetRef="e"/><endEvent id="e"/>
  <complexGateway id="never"/>
</process></definitions>"""


def bring(city: City, name: str, content: bytes, *, as_id: str = "") -> Imported:
    with city.unit_of_work() as uow:
        return import_process(uow, name, content, actor=city.person("owner1"), now=city.clock.now(), as_id=as_id)


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def files_of(city: City, process_id: str) -> dict[str, bytes]:
    with city.connection() as connection:
        names = [each.name for each in process_draft(connection, process_id).files]
        return {name: draft_file(connection, process_id, name)[0] for name in names}


def test_a_diagram_of_another_tool_opens_byte_for_byte_even_when_it_does_not_execute(city: City) -> None:
    assert bring(city, "leave.bpmn", FOREIGN).process_id == "Process_1"
    assert files_of(city, "Process_1") == {"process.bpmn": FOREIGN}


def test_a_process_that_was_exported_comes_back_with_all_its_files(city: City) -> None:
    own = {name: content for name, content in APPROVAL.files.items() if not name.startswith("called/")}
    bring(city, "approval.zip", pack_files(own))

    assert files_of(city, PROCESS) == own


def test_an_archive_of_one_folder_is_read_and_what_is_no_part_of_a_process_is_left_out_by_name(city: City) -> None:
    own = {f"kit/{name}": content for name, content in APPROVAL.files.items() if not name.startswith("called/")}
    brought = bring(city, "kit.zip", zipped({**own, "kit/README.md": b"x", "kit/run.py": b"import os"}))

    assert brought.left_out == ("README.md", "run.py")
    with city.connection() as connection:
        assert studio_history(connection, PROCESS)[0].about["left_out"] == "README.md, run.py"


def test_a_process_that_is_here_already_comes_in_under_another_id(city: City) -> None:
    bring(city, "leave.bpmn", FOREIGN)
    with pytest.raises(FileRefused) as refusal:
        bring(city, "leave.bpmn", FOREIGN)
    assert refusal.value.reason == "taken"

    bring(city, "leave.bpmn", FOREIGN, as_id="leave")
    expected = FOREIGN.replace(b'<process id="Process_1"', b'<process id="leave"')
    assert files_of(city, "leave") == {"process.bpmn": expected}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "euc-kr"])
def test_in_any_encoding_only_the_id_is_changed(city: City, encoding: str) -> None:
    words = FOREIGN.decode().replace("UTF-8", encoding.removesuffix("-be")).replace("Leave", "휴가")
    mark = "\ufeff" if encoding == "utf-16-be" else ""

    bring(city, "leave.bpmn", (mark + words).encode(encoding), as_id="leave")

    expected = (mark + words.replace('id="Process_1"', 'id="leave"')).encode(encoding)
    assert files_of(city, "leave") == {"process.bpmn": expected}


def test_a_new_process_begins_with_a_diagram_that_can_be_published(city: City) -> None:
    bring(city, "process.bpmn", blank_diagram("notice", '공고 "알림"'), as_id="notice")

    with city.connection() as connection:
        bundle = draft_bundle(city.services, connection, "notice", city.clock.now().date())
    without_errors(city.services, bundle)
    assert bundle.title == '공고 "알림"'


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"../../etc/process.bpmn": FOREIGN}, "leads_away"),
        ({"/process.bpmn": FOREIGN}, "leads_away"),
        ({"..\\process.bpmn": FOREIGN}, "leads_away"),
        ({"C:\\process.bpmn": FOREIGN}, "leads_away"),
        ({"forms/a.json": b"{}"}, "no_diagram"),
        ({"a.bpmn": FOREIGN, "b.bpmn": FOREIGN}, "no_diagram"),
        ({"process.bpmn": FOREIGN, "forms/bomb.json": b"0" * (3 * 1024 * 1024)}, "unpacked"),
        ({"process.bpmn": FOREIGN, **{f"forms/{n}.json": b"0" * 2_000_000 for n in range(11)}}, "unpacked"),
        ({"process.bpmn": FOREIGN, **{f"forms/{n}.json": b"0" for n in range(1001)}}, "too_many"),
        ({"process.bpmn": FOREIGN, **{f"forms/{n}.json": b"0" for n in range(301)}}, "too_many"),
    ],
)
def test_a_hostile_archive_is_refused(city: City, files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        bring(city, "x.zip", zipped(files))
    assert refusal.value.reason == reason
    assert refusal.value.text("ko")


def test_a_cut_or_encrypted_archive_is_refused(city: City) -> None:
    whole = bytearray(zipped({"process.bpmn": FOREIGN}))
    encrypted = bytes(whole).replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    for content in (bytes(whole[:80]), encrypted, b"PK\x03\x04" + b"\0" * 50):
        with pytest.raises(FileRefused) as refusal:
            bring(city, "x.zip", content)
        assert refusal.value.reason == "broken"


@pytest.mark.parametrize(
    "content",
    [
        b"<html/>",
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>',
    ],
)
def test_what_is_no_diagram_is_refused_with_the_reason(city: City, content: bytes) -> None:
    with pytest.raises(NotOpened) as refusal:
        bring(city, "x.bpmn", content)
    assert "x.bpmn" in refusal.value.text("ko")


def test_a_file_of_another_kind_is_refused(city: City) -> None:
    for name, content, reason in (
        ("x.exe", b"MZ", "kind"),
        ("x.zip", b"no archive", "broken"),
        ("", b"", "no_file"),
        ("x.bpmn", b"", "empty"),
    ):
        with pytest.raises(FileRefused) as refusal:
            bring(city, name, content)
        assert refusal.value.reason == reason


def test_importing_into_a_draft_keeps_what_was_there_as_copies_and_refuses_an_outdated_view(city: City) -> None:
    city.publish(PROCESS)
    studio = Studio(city)
    studio.open()
    studio.rename("검토", "심사")
    owner, now = city.person("owner2"), city.clock.now()
    with city.connection() as connection:
        before, seen = draft_file(connection, PROCESS, "process.bpmn")[0], process_draft(connection, PROCESS).changed_at

    with city.unit_of_work() as uow, pytest.raises(DraftChanged):
        import_into_draft(uow, PROCESS, "x.zip", zipped(APPROVAL.files), seen=None, actor=owner, now=now)
    with city.unit_of_work() as uow:
        import_into_draft(uow, PROCESS, "x.bpmn", APPROVAL.files["process.bpmn"], seen=seen, actor=owner, now=now)

    assert files_of(city, PROCESS)["process.bpmn"] == APPROVAL.files["process.bpmn"]
    with city.connection() as connection:
        assert recovery_content(connection, PROCESS, owner, "process.bpmn") == before


def test_a_file_that_draws_another_process_does_not_replace_a_draft(city: City) -> None:
    city.publish(PROCESS)
    Studio(city).open()
    with city.unit_of_work() as uow, pytest.raises(FileRefused) as refusal:
        import_into_draft(uow, PROCESS, "x.bpmn", FOREIGN, seen=None, actor=city.person("owner1"), now=city.clock.now())
    assert refusal.value.reason == "other_process"
