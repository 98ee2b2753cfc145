"""A process's files are read together, with those of what it calls, and equal content is equal."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from bpmn.bundle import Bundle

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def diagram(*processes: str) -> bytes:
    return f'<definitions xmlns="{BPMN}" xmlns:j="urn:jorye:bpmn:1">{"".join(processes)}</definitions>'.encode()


def process(process_id: str, *calls: str, executable: str = "true", name: str = "") -> str:
    called = "".join(f'<callActivity id="{process_id}_{call}" calledElement="{call}"/>' for call in calls)
    return (
        f'<process id="{process_id}" name="{name}" isExecutable="{executable}" j:nameEn="{name} en">{called}</process>'
    )


@pytest.fixture
def catalogue(tmp_path):
    for name, calls in (("main", ["first"]), ("first", ["second", "main"]), ("second", []), ("stranger", [])):
        folder = tmp_path / name
        (folder / "forms").mkdir(parents=True)
        (folder / "process.bpmn").write_bytes(diagram(process(name, *calls, name=name.upper())))
        (folder / "forms" / "apply.json").write_text(json.dumps({"title": name, "rate": 0.1}), "utf-8")
    (tmp_path / "main" / "decisions").mkdir()
    (tmp_path / "main" / "letters").mkdir()
    (tmp_path / "main" / "decisions" / "band.dmn").write_bytes(b'<d xmlns="x"><decision id="approver"/></d>')
    (tmp_path / "main" / "letters" / "notice.toml").write_text('subject = "통지"', "utf-8")
    (tmp_path / "main" / "README.md").write_text("about", "utf-8")
    return tmp_path


def test_a_folder_is_read_with_everything_it_calls(catalogue):
    bundle = Bundle.read(catalogue / "main")
    assert (bundle.process_id, bundle.title, bundle.title_en) == ("main", "MAIN", "MAIN en")
    assert sorted(bundle.called) == ["first", "second"]
    assert sorted(bundle.files) == [
        "called/first/forms/apply.json",
        "called/first/process.bpmn",
        "called/second/forms/apply.json",
        "called/second/process.bpmn",
        "decisions/band.dmn",
        "forms/apply.json",
        "letters/notice.toml",
        "process.bpmn",
    ]


def test_a_folder_is_read_the_same_from_inside_it(catalogue, monkeypatch):
    whole = Bundle.read(catalogue / "main")
    monkeypatch.chdir(catalogue / "main")
    assert [whole.digest] * 2 == [Bundle.read(".").digest, Bundle.read("process.bpmn").digest]


def test_forms_decisions_and_letters_are_found_by_process(catalogue):
    bundle = Bundle.read(catalogue / "main")
    assert bundle.form("main", "apply") == {"title": "main", "rate": Decimal("0.1")}
    assert bundle.form("second", "apply")["title"] == "second"
    assert bundle.decision("main", "band") == bundle.decision("main", "approver")
    assert bundle.letter("main", "notice") == {"subject": "통지"}
    for missing in (
        lambda: bundle.form("main", "x"),
        lambda: bundle.decision("main", "x"),
        lambda: bundle.letter("main", "x"),
    ):
        with pytest.raises(KeyError):
            missing()


def test_stored_files_give_the_same_bundle(catalogue):
    bundle = Bundle.read(catalogue / "main")
    again = Bundle.from_files(dict(reversed(bundle.files.items())))
    assert (again, again.digest) == (bundle, bundle.digest)


def test_the_digest_changes_with_any_file(catalogue):
    before = Bundle.read(catalogue / "main").digest
    (catalogue / "second" / "forms" / "apply.json").write_text("{}", "utf-8")
    assert Bundle.read(catalogue / "main").digest != before


def test_a_single_file_takes_decisions_and_called_processes_beside_it(tmp_path):
    (tmp_path / "one.bpmn").write_bytes(diagram(process("one", "two")))
    (tmp_path / "two.bpmn").write_bytes(diagram(process("two")))
    (tmp_path / "band.dmn").write_bytes(b"<d/>")
    bundle = Bundle.read(tmp_path / "one.bpmn")
    assert (bundle.process_id, bundle.title, sorted(bundle.called)) == ("one", "one", ["two"])
    assert bundle.decision("one", "band") == b"<d/>"


def test_the_file_of_another_tool_need_not_be_called_bpmn(tmp_path):
    (tmp_path / "one.bpmn20.xml").write_bytes(diagram(process("one", "two")))
    (tmp_path / "two.bpmn20.xml").write_bytes(diagram(process("two")))
    bundle = Bundle.read(tmp_path / "one.bpmn20.xml")
    assert (bundle.process_id, bundle.main, sorted(bundle.called)) == ("one", "one.bpmn20.xml", ["two"])


@pytest.mark.parametrize("name", ["band.dmn11.xml", "band.dmn12.xml", "band.dmn.xml"])
def test_the_decisions_of_another_tool_need_not_be_called_dmn(tmp_path, name):
    (tmp_path / "one.bpmn20.xml").write_bytes(diagram(process("one")))
    (tmp_path / "one.xml").write_bytes(b"<x/>")
    (tmp_path / name).write_bytes(b'<d xmlns="x"><decision id="approver"/></d>')
    bundle = Bundle.read(tmp_path / "one.bpmn20.xml")
    assert sorted(bundle.files) == ["decisions/band.dmn", "one.bpmn20.xml"]
    assert bundle.decision("one", "band") == bundle.decision("one", "approver") == (tmp_path / name).read_bytes()


def test_of_two_files_of_the_same_decisions_the_one_called_dmn_counts(tmp_path):
    (tmp_path / "one.bpmn").write_bytes(diagram(process("one")))
    (tmp_path / "band.dmn11.xml").write_bytes(b"<old/>")
    (tmp_path / "band.dmn").write_bytes(b"<new/>")
    assert Bundle.read(tmp_path / "one.bpmn").decision("one", "band") == b"<new/>"


def test_among_several_processes_the_executable_one_that_no_other_calls_is_chosen(tmp_path):
    file = tmp_path / "pools.bpmn"
    file.write_bytes(diagram(process("citizen", executable="false"), process("part"), process("whole", "part")))
    assert Bundle.read(file).process_id == "whole"
    assert Bundle.read(file, "citizen").process_id == "citizen"


def test_a_file_that_cannot_be_read_is_still_a_bundle(tmp_path):
    file = tmp_path / "broken.bpmn"
    file.write_bytes(b"<definitions")
    bundle = Bundle.read(file)
    assert (bundle.process_id, bundle.title) == ("", "broken.bpmn")


def test_a_missing_file_or_folder_is_an_error(tmp_path):
    for path in (tmp_path, tmp_path / "nothing", tmp_path / "nothing.bpmn"):
        with pytest.raises(FileNotFoundError):
            Bundle.read(path)
