"""`jorye play` answers with its exit code and one JSON document, whatever it is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from workflows.cli.main import app

PROCESS = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">'
    '<message id="m" name="go"/><process id="p" isExecutable="true"><startEvent id="s"/>'
    '<userTask id="a"/><receiveTask id="r" messageRef="m"/><endEvent id="e"/>'
    '<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="r"/>'
    '<sequenceFlow id="f3" sourceRef="r" targetRef="e"/></process></definitions>'
)


@pytest.fixture
def diagram(tmp_path: Path) -> Path:
    """Write a process that waits for the message `go`."""
    path = tmp_path / "p.bpmn"
    path.write_text(PROCESS)
    return path


def play(path: Path, *options: str, script: object = None) -> tuple[int, dict[str, Any]]:
    """Run `jorye play PATH --json`."""
    told = []
    if script is not None:
        file = path.with_name("script.json")
        file.write_text(script if isinstance(script, str) else json.dumps(script))
        told = ["--script", str(file)]
    result = CliRunner().invoke(app, ["play", str(path), "--json", "--lang", "en", *told, *options])
    return result.exit_code, json.loads(result.stdout)


def test_a_completed_process_ends_with_0(diagram: Path) -> None:
    code, outcome = play(diagram, script={"data": {"x": 0.1}, "messages": [{"after": "a", "name": "go"}]})
    assert (0, "completed", {"x": 0.1}, []) == (code, outcome["state"], outcome["data"], outcome["errors"])


def test_a_waiting_process_ends_with_2_and_says_for_what(diagram: Path) -> None:
    code, outcome = play(diagram)
    assert (2, "waiting") == (code, outcome["state"])
    assert [("message", "r", "go")] == [(w["kind"], w["element"], w["name"]) for w in outcome["waiting"]]


def test_the_simulated_clock_starts_when_it_is_told_to(diagram: Path) -> None:
    _, outcome = play(diagram, "--at", "2027-01-04T09:00+09:00")
    assert {line["at"] for line in outcome["trace"]} == {"2027-01-04T00:00:00+00:00"}


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("{", "not_json"),
        ("[" * 100_000, "not_json"),
        ({"unknown": 1}, "unknown_key"),
        ({"answers": 3}, "not_an_object"),
        ({"answers": {"a": "x"}}, "not_a_list"),
        ({"order": "a"}, "not_a_list"),
        ({"messages": [{}]}, "message_without_name"),
        ({"until": "soon"}, "not_a_duration"),
    ],
)
def test_a_script_that_cannot_be_followed_fails_and_says_why(diagram: Path, script: object, code: str) -> None:
    exit_code, outcome = play(diagram, script=script)
    assert (1, "failed", [code]) == (exit_code, outcome["state"], [error["code"] for error in outcome["errors"]])


def test_a_file_that_is_not_there_fails(tmp_path: Path) -> None:
    code, outcome = play(tmp_path / "gone.bpmn")
    assert (1, ["file_unreadable"]) == (code, [error["code"] for error in outcome["errors"]])


def test_a_process_that_is_not_in_the_file_fails(diagram: Path) -> None:
    code, outcome = play(diagram, "--process", "q")
    assert (1, ["process_unknown"]) == (code, [error["code"] for error in outcome["errors"]])


def test_people_read_what_happened(diagram: Path) -> None:
    result = CliRunner().invoke(app, ["play", str(diagram), "--lang", "ko"])
    assert 2 == result.exit_code
    assert "기다리는 중입니다." in result.stdout


CATALOGUE = Path(__file__).parents[3] / "bpmn" / "catalogue"
WHOLE_WAYS = sorted(CATALOGUE.glob("*/play/*.json"))


def test_every_process_of_the_catalogue_has_a_script_that_carries_it_to_its_end() -> None:
    assert sorted({way.parents[1] for way in WHOLE_WAYS}) == sorted(
        main.parent for main in CATALOGUE.glob("*/process.bpmn")
    )


@pytest.mark.parametrize("way", WHOLE_WAYS, ids=lambda way: way.parents[1].name)
def test_a_process_of_the_catalogue_is_played_to_its_end(way: Path) -> None:
    code, outcome = play(way.parents[1], "--script", str(way), "--at", "2027-01-04T09:00+09:00")
    assert (0, "completed", [], []) == (code, outcome["state"], outcome["errors"], outcome["waiting"])


def test_who_plays_a_process_without_its_script_is_told_of_it() -> None:
    played = CliRunner().invoke(app, ["play", str(CATALOGUE / "document_approval"), "--lang", "en"])
    assert "document_approval/play/whole-way.json --at" in " ".join(played.stdout.split())
