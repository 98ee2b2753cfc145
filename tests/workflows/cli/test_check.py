"""Whoever draws a process is told everything that is wrong with it, where, and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import bpmn
from workflows.cli.main import app

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jorye="urn:jorye:bpmn:1"'
    ' targetNamespace="t" id="d"><process id="p" isExecutable="true"><startEvent id="s"/>\n'
)
TAIL = (
    '\n<endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/>'
    '<sequenceFlow id="f2" sourceRef="a" targetRef="e"/></process></definitions>'
)


def write(folder: Path, node: str, **files: str) -> Path:
    """Write a process folder around one node `a`; `forms__x` becomes forms/x.json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "process.bpmn").write_text(HEAD + node + TAIL, "utf-8")
    for name, text in files.items():
        kind, _, stem = name.partition("__")
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{stem}.{'json' if kind == 'forms' else 'toml'}").write_text(text, "utf-8")
    return folder


def check(path: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    """Run `jorye check PATH --json`; anything but findings fails the test."""
    result = CliRunner().invoke(app, ["check", str(path), "--json", *options])
    return result.exit_code, json.loads(result.stdout)["findings"]


def rules(path: Path) -> list[str]:
    """Name the rules that a path breaks."""
    return [finding["rule"] for finding in check(path)[1]]


def test_a_sound_process_has_no_findings(tmp_path: Path) -> None:
    assert (0, []) == check(write(tmp_path / "p", '<userTask id="a" name="검토"/>'))


def test_every_finding_says_rule_severity_element_file_line_and_what_to_do(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", '<userTask id="a" name="검토" jorye:assign="starter" jorye:form="gone"/>')
    code, [finding] = check(folder, "--lang", "en")
    assert 1 == code
    assert finding == {
        "rule": "form_missing",
        "severity": "error",
        "element": "a",
        "file": str(folder / "process.bpmn"),
        "line": 2,
        "message": "There is no form forms/gone.json. Make the form, or choose one that is there under “Form”.",
    }


@pytest.mark.parametrize(
    ("node", "rule"),
    [
        ('<userTask id="a" name="검토" jorye:assign="nobody_knows"/>', "assign_unknown"),
        ('<userTask id="a" name="검토" jorye:distinctFrom="s zz"/>', "distinct_unknown"),
        ('<userTask id="a" name="검토" jorye:clauses="A5P2 A99"/>', "clause_unknown"),
        ('<userTask id="a" name="검토" jorye:dueClause="A99"/>', "clause_unknown"),
        ('<serviceTask id="a" jorye:operation="nothing_does_this"/>', "operation_unknown"),
        ('<serviceTask id="a" jorye:operation="send_mail"/>', "operation_execution"),
        ('<serviceTask id="a" jorye:operation="send_mail" jorye:execution="external"/>', "parameter_missing"),
        ('<businessRuleTask id="a" jorye:decision="gone"/>', "decision_missing"),
        ('<callActivity id="a" calledElement="gone"/>', "called_missing"),
        ('<scriptTask id="a"><script>import os</script></scriptTask>', "expression"),
    ],
)
def test_what_leads_nowhere_is_found(tmp_path: Path, node: str, rule: str) -> None:
    folder = write(tmp_path / "p", node)
    assert rule in rules(folder)
    assert 1 == check(folder)[0]


def test_forms_and_letters_are_read_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", '<userTask id="a" name="검토"/>', forms__broken="{", letters__broken="= 1")
    assert {"form_json", "letter_toml"} <= set(rules(folder))


def test_all_findings_are_reported_not_the_first(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "p", '<userTask id="a" name="검토" jorye:form="gone" jorye:assign="nobody" jorye:clauses="A99"/>'
    )
    assert {"form_missing", "assign_unknown", "clause_unknown"} == set(rules(folder))


def test_a_folder_of_processes_is_checked_as_a_whole(tmp_path: Path) -> None:
    write(tmp_path / "one", '<userTask id="a" name="검토" jorye:assign="starter" jorye:form="gone"/>')
    write(tmp_path / "two", '<userTask id="a" name="검토" jorye:assign="nobody"/>')
    _, found = check(tmp_path)
    assert [Path(finding["file"]).parent.name for finding in found] == ["one", "two"]


def test_diagrams_and_decisions_with_the_names_of_another_tool_are_checked(tmp_path: Path) -> None:
    bought = tmp_path / "bought.bpmn20.xml"
    bought.write_text(HEAD + '<businessRuleTask id="a" name="결정" jorye:decision="band"/>' + TAIL, "utf-8")
    assert "decision_missing" in rules(tmp_path)
    change_kind = Path(bpmn.__file__).parent / "catalogue/subsidy_case/decisions/change_kind.dmn"
    decision = tmp_path / "band.dmn11.xml"
    decision.write_bytes(change_kind.read_bytes())
    assert "decision_missing" not in rules(tmp_path)
    assert rules(decision) == []


@pytest.mark.parametrize("name", ["tables.dmn", "tables.dmn11.xml"])
def test_a_finding_names_the_file_as_it_lies_there(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = '<businessRuleTask id="a" name="결정" jorye:decision="band"/><callActivity id="b" calledElement="q"/>'
    (tmp_path / "caller.bpmn").write_text(HEAD + caller + TAIL, "utf-8")
    called = HEAD.replace('id="p"', 'id="q"') + '<userTask id="a" name="검토" jorye:assign="nobody"/>' + TAIL
    (tmp_path / "called.bpmn").write_text(called, "utf-8")
    table = '<decision id="band"><decisionTable hitPolicy="BEST"><output name="o"/></decisionTable></decision>'
    model = "https://www.omg.org/spec/DMN/20191111/MODEL/"
    (tmp_path / name).write_text(f'<definitions xmlns="{model}">{table}</definitions>', "utf-8")

    found = {finding["rule"]: finding["file"] for finding in check(tmp_path / "caller.bpmn")[1]}
    assert (found["decision"], found["assign_unknown"]) == (str(tmp_path / name), str(tmp_path / "called.bpmn"))
    monkeypatch.chdir(tmp_path)
    found = {finding["rule"]: finding["file"] for finding in check(Path("caller.bpmn"))[1]}
    assert (found["decision"], found["assign_unknown"]) == (name, "called.bpmn")


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    for name in ("gone.bpmn", "gone.dmn", "gone.dmn12.xml", "gone"):
        assert ["file_missing"] == rules(tmp_path / name)


def test_an_empty_folder_is_a_finding(tmp_path: Path) -> None:
    assert ["nothing_found"] == rules(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"<a", b"<a/>", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>']
)
@pytest.mark.parametrize("name", ["bad.bpmn", "bad.dmn", "bad.dmn11.xml"])
def test_a_file_that_is_none_of_ours_is_a_finding(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    code, found = check(tmp_path / name)
    assert (1, True) == (code, bool(found))


def test_people_read_sentences(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", '<userTask id="a" name="검토" jorye:assign="starter" jorye:form="gone"/>')
    result = CliRunner().invoke(app, ["check", str(folder), "--lang", "ko"])
    assert "양식 forms/gone.json이 없습니다" in result.stdout
    assert "오류 1건" in result.stdout


def test_the_processes_that_come_with_the_program_are_sound() -> None:
    code, found = check(Path(bpmn.__file__).parent / "catalogue")
    assert (0, []) == (code, [finding for finding in found if finding["severity"] == "error"])


def test_an_example_that_comes_out_otherwise_is_an_error(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", '<userTask id="a" name="검토" jorye:assign="starter"/>')
    (folder / "examples").mkdir()
    story = {"title": "끝까지", "at": "2027-01-04T09:00:00+09:00", "start": {"by": "officer1"}, "steps": []}
    expected = {"state": "running", "open": ["a"], "path": ["s", "a"]}
    example = folder / "examples" / "whole_way.json"
    example.write_text(json.dumps({**story, "expected": expected}), "utf-8")
    assert check(folder) == (0, [])

    example.write_text(json.dumps({**story, "expected": {**expected, "state": "completed", "open": []}}), "utf-8")
    code, [finding] = check(folder, "--lang", "en")
    assert (code, finding["rule"], finding["file"]) == (1, "example_deviates", str(example))
    assert "completed → in progress" in finding["message"]

    example.write_text("{", "utf-8")
    assert rules(folder) == ["example_refused"]
