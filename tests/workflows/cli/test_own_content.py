"""Another city with another ordinance brings content, named by one setting; nothing of the program is changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import messages
from workflows.errors import ContentWrong
from workflows.rights.own_roles import own_roles

PROCESS = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:jorye="urn:jorye:bpmn:1" id="d" targetNamespace="urn:gwacheon">
 <bpmn:process id="pet_support" name="유기동물 치료비 지원" jorye:nameEn="Treatment support" isExecutable="true">
  <bpmn:laneSet id="lanes">
   <bpmn:lane id="lane" name="동물보호담당" jorye:nameEn="Animal officer" jorye:role="animal_officer">
   <bpmn:flowNodeRef>asked</bpmn:flowNodeRef><bpmn:flowNodeRef>examine</bpmn:flowNodeRef>
   <bpmn:flowNodeRef>done</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
  <bpmn:startEvent id="asked" name="신청" jorye:nameEn="Application"/>
  <bpmn:sequenceFlow id="f1" sourceRef="asked" targetRef="examine"/>
  <bpmn:userTask id="examine" name="치료 확인" jorye:nameEn="Check the treatment" jorye:clauses="A4P9"/>
  <bpmn:sequenceFlow id="f2" sourceRef="examine" targetRef="done"/>
  <bpmn:endEvent id="done" name="끝" jorye:nameEn="End"/>
 </bpmn:process></bpmn:definitions>"""
CLAUSES = """[A4P9]
kind = "POWER"
source = "과천시 반려동물 보호 및 지원 조례"
citation = "제4조제9항"
valid_from = 2026-01-01
ko = "치료비를 지원할 수 있다."
en = "Costs of treatment may be supported."
"""


@pytest.fixture
def gwacheon(tmp_path: Path) -> Path:
    """A folder with another city's process, ordinance, role and name."""
    for place, text in {
        "bpmn/catalogue/pet_support/process.bpmn": PROCESS,
        "bpmn/ordinance/data/1_ordinance.toml": CLAUSES,
        "workflows/rights/roles.toml": 'staff = ["animal_officer"]',
        "messages/web.ko.toml": 'city = "과천시 조례 업무"\n[role]\nanimal_officer = "동물보호담당"',
    }.items():
        path = tmp_path / "content" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "content"


def run(folder: Path, *arguments: str) -> Any:
    """Run Python in a process of its own, where the content is that of the folder."""
    settings = {"JORYE_CONTENT": str(folder), "JORYE_DATA": str(folder.parent / "data"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], env=os.environ | settings, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_the_process_of_another_city_stands_on_its_own_clauses_and_roles(gwacheon: Path) -> None:
    found = run(gwacheon, "-m", "workflows.cli", "check", str(gwacheon / "bpmn" / "catalogue"), "--json")
    assert [] == [each for each in found["findings"] if each["severity"] == "error"]


def test_only_the_processes_of_another_city_are_published_there(gwacheon: Path) -> None:
    assert ["pet_support/1"] == run(gwacheon, "-m", "workflows.cli", "migrate", "--json")["published"]


def test_words_and_clauses_that_another_city_does_not_bring_stay_ours(gwacheon: Path) -> None:
    program = """
import json, messages
from bpmn.ordinance import clauses
words = [messages.text(key) for key in ("web.city", "web.role.officer")]
print(json.dumps([*words, "A4P9" in clauses(), "A5P1" in clauses(), "IMP-13" in clauses()]))
"""
    officer = messages.text("web.role.officer")
    assert ["과천시 조례 업무", officer, True, False, True] == run(gwacheon, "-c", program)


def test_a_dry_run_has_somebody_in_every_role_of_another_city(gwacheon: Path) -> None:
    program = """
import json
from bpmn.examples import Finish, Start, Story
from workflows.queries.viewer import viewers
from workflows.rehearsal.city import OPENING, rehearsal
from workflows.rehearsal.replay import outcome, replay
from workflows.use_cases.load_demo import catalogue
bundle, = catalogue()
with rehearsal(bundle) as city:
    story = Story(OPENING, Start("animal_officer"), (Finish("examine", "animal_officer"),))
    came = outcome(replay(city, bundle, story))
    with city.looking() as connection:
        names = [each.name_ko for each in viewers(connection, OPENING) if "animal_officer" in each.roles]
print(json.dumps([came.state, came.reason, names]))
"""
    assert ["completed", "", ["동물보호담당"]] == run(gwacheon, "-c", program)


@pytest.mark.parametrize("wrong", ["staff = [animal", 'staff = "animal_officer"', "", 'staff = ["animal officer"]'])
def test_roles_that_cannot_be_read_are_told_with_their_file_and_how_to_mend_them(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workflows" / "rights" / "roles.toml"
    path.parent.mkdir(parents=True)
    path.write_text(wrong, "utf-8")
    monkeypatch.setenv("JORYE_CONTENT", str(tmp_path))
    with pytest.raises(ContentWrong) as refused:
        own_roles()
    assert str(path) in refused.value.text()
    assert 'staff = ["animal_officer"]' in refused.value.text()


def test_a_command_tells_of_broken_roles_in_one_sentence(gwacheon: Path) -> None:
    path = gwacheon / "workflows" / "rights" / "roles.toml"
    path.write_text("staff = [animal", "utf-8")
    settings = {"JORYE_CONTENT": str(gwacheon), "JORYE_DATA": str(gwacheon.parent / "data"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "workflows.cli", "migrate"]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert f"{path}을 쓸 수 없습니다" in done.stderr
