"""Operators migrate, import, look at cases and tasks, and are told what is wrong with their installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from bpmn.bundle import Bundle
from tests.kit.city import DIAGRAMS
from workflows.bootstrap import build
from workflows.cli.main import app
from workflows.instances.versions import add_version
from workflows.queries.health import health
from workflows.records.account import account
from workflows.runtime import begin
from workflows.services import Services
from workflows.settings import read_settings
from workflows.use_cases.load_demo import catalogue
from workflows.use_cases.publish_supplied import publish_supplied
from workflows.use_cases.start_process import start_process
from workflows.use_cases.sweep import sweep

Jorye = Callable[..., tuple[int, Any]]


@pytest.fixture
def services(migrated: Jorye) -> Iterator[Services]:
    """Open the installation from inside."""
    opened = build(read_settings())
    yield opened
    opened.database.dispose()


@pytest.fixture
def started(services: Services, jorye: Jorye) -> Services:
    """Have one case that waits for the officers."""
    jorye("import", str(DIAGRAMS / "kit_deadline"))
    with begin(services) as uow:
        start_process(uow, "kit_deadline", {}, business_key="2027/1", now=services.clock.now())
    return services


def test_migrating_twice_publishes_once(jorye: Jorye) -> None:
    first, second = jorye("migrate"), jorye("migrate")
    assert (0, 0) == (first[0], second[0])
    assert {"subsidy_case/1", "basic_plan/1", "annual_plan/1"} <= set(first[1]["published"])
    assert [] == second[1]["published"]


def test_migrating_again_does_not_take_back_what_owners_published_in_the_studio(
    services: Services, jorye: Jorye
) -> None:
    ours = _changed(next(each for each in catalogue() if each.process_id == "document_approval"))
    with begin(services) as uow:
        owner = uow.connection.scalar(sa.select(account.c.id).where(account.c.login == "owner1"))
        add_version(uow, ours, 2, actor=owner, author_id=owner, now=services.clock.now())
    assert (0, {"published": [], "not_started": ""}) == jorye("migrate")


def test_an_upgrade_does_not_take_back_what_an_operator_imported(
    services: Services, jorye: Jorye, tmp_path: Path
) -> None:
    supplied = next(each for each in catalogue() if each.process_id == "document_approval")
    assert jorye("import", str(_written(_changed(supplied), tmp_path)))[1]["number"] == 2
    with begin(services) as uow:
        newer = publish_supplied(uow, _changed(supplied, "new"), now=services.clock.now())
    assert (2, False) == (newer.number, newer.fresh)
    assert (0, {"published": [], "not_started": ""}) == jorye("migrate")


def test_an_upgrade_brings_what_is_new_to_a_process_that_nobody_changed(services: Services) -> None:
    supplied = next(each for each in catalogue() if each.process_id == "document_approval")
    with begin(services) as uow:
        newer = publish_supplied(uow, _changed(supplied, "new"), now=services.clock.now())
    assert (2, True) == (newer.number, newer.fresh)


def _changed(bundle: Bundle, how: str = "ours") -> Bundle:
    return Bundle.from_files(
        {**bundle.files, "process.bpmn": bundle.files["process.bpmn"] + f"<!-- {how} -->".encode()}
    )


def _written(bundle: Bundle, folder: Path) -> Path:
    for name, content in bundle.files.items():
        path = folder / bundle.process_id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / bundle.process_id


def test_nothing_in_the_data_folder_is_for_others(installation: Path, migrated: Jorye) -> None:
    assert 0 == installation.stat().st_mode & 0o077


def test_importing_publishes_the_next_version_and_the_same_again_none(migrated: Jorye) -> None:
    path = str(DIAGRAMS / "kit_deadline")
    assert (0, {"process": "kit_deadline", "number": 1, "new": True}) == migrated("import", path)
    assert (0, {"process": "kit_deadline", "number": 1, "new": False}) == migrated("import", path)


def test_importing_what_does_not_load_says_everything_that_is_wrong(migrated: Jorye, tmp_path: Path) -> None:
    (tmp_path / "process.bpmn").write_text("<a/>")
    code, document = migrated("import", str(tmp_path))
    assert (1, ["not_bpmn"]) == (code, [finding["rule"] for finding in document["findings"]])


def test_importing_what_is_not_there_is_said(migrated: Jorye, tmp_path: Path) -> None:
    code, document = migrated("import", str(tmp_path / "gone"))
    assert (1, "file_unreadable") == (code, document["error"]["code"])


def test_a_command_before_migrating_says_what_to_do(jorye: Jorye) -> None:
    code, document = jorye("worklist", "--as", "officer1")
    assert (1, "not_migrated") == (code, document["error"]["code"])
    assert "jorye migrate" in document["error"]["message"]


@pytest.mark.parametrize("command", ["serve", "up"])
def test_a_port_that_no_machine_has_is_refused_before_anything_starts(installation: Path, command: str) -> None:
    refused = CliRunner().invoke(app, [command, "--port", "99999"])
    assert (1, "설정 JORYE_PORT=99999를 쓸 수 없습니다. 0 … 65535 값을 주십시오.\n") == (
        refused.exit_code,
        refused.stderr,
    )
    assert not installation.exists()


def test_the_worklist_of_a_person(started: Services, jorye: Jorye) -> None:
    code, document = jorye("worklist", "--as", "officer1", "--lang", "en")
    [task] = [each for each in document["tasks"] if each["case"] == "2027/1"]
    assert (0, "report", "Report", "T02") == (code, task["element"], task["name"], task["clause"])
    code, document = jorye("worklist", "--as", "applicant1")
    assert (0, []) == (code, document["tasks"])


def test_a_stranger_has_no_worklist(migrated: Jorye) -> None:
    code, document = migrated("worklist", "--as", "nobody")
    assert (1, "not_found") == (code, document["error"]["code"])


def test_a_case_by_number_or_by_key(started: Services, jorye: Jorye) -> None:
    code, document = jorye("case", "2027/1", "--lang", "en")
    assert (0, "running", ["report"]) == (
        code,
        document["status"],
        [task["element"] for task in document["open_tasks"]],
    )
    assert ["started"] == [entry["kind"] for entry in document["history"]]
    assert document == jorye("case", str(document["id"]), "--lang", "en")[1]


def test_a_case_whose_history_was_changed_is_shown_with_the_place(started: Services, jorye: Jorye) -> None:
    with begin(started) as uow:
        for trigger in uow.connection.execute(
            sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event_log'")
        ).scalars():
            uow.connection.execute(sa.text(f'DROP TRIGGER "{trigger}"'))
        uow.connection.execute(sa.text("UPDATE event_log SET actor_id = 99 WHERE seq = 1"))
    code, document = jorye("case", "2027/1")
    assert (1, True) == (code, "1번" in document["broken"])
    assert ["started"] == [entry["kind"] for entry in document["history"]]


def test_an_operator_suspends_resumes_and_cancels_a_case_with_a_reason(started: Services, jorye: Jorye) -> None:
    code, document = jorye("case", "2027/1", "--suspend", "감사", "--as", "operator1")
    assert (0, "suspended", "suspended") == (code, document["status"], document["history"][-1]["kind"])
    assert "running" == jorye("case", "2027/1", "--resume", "감사 끝", "--as", "owner1")[1]["status"]
    assert "cancelled" == jorye("case", "2027/1", "--cancel", "중복", "--as", "operator1")[1]["status"]


def test_nobody_else_changes_a_case_and_nobody_without_a_reason(started: Services, jorye: Jorye) -> None:
    refused = {
        ("--suspend", "감사", "--as", "officer1"): "not_allowed",
        ("--suspend", " ", "--as", "operator1"): "reason_missing",
        ("--resume", "감사", "--as", "operator1"): "instance_not_running",
        ("--cancel", "감사", "--as", "nobody"): "not_found",
    }
    for asked, error in refused.items():
        code, document = jorye("case", "2027/1", *asked)
        assert (1, error) == (code, document["error"]["code"])
    assert "running" == jorye("case", "2027/1")[1]["status"]
    for wrong in (["--suspend", "x"], ["--suspend", "x", "--cancel", "y", "--as", "operator1"]):
        assert 2 == CliRunner().invoke(app, ["case", "2027/1", *wrong]).exit_code


@pytest.mark.parametrize("name", ["4711", "no such key", "99999999999999999999999", "²"])
def test_a_case_that_is_not_there_is_said(migrated: Jorye, name: str) -> None:
    code, document = migrated("case", name)
    assert (1, "not_found") == (code, document["error"]["code"])


@pytest.mark.parametrize("command", [["worklist", "--as", "officer1"], ["case", "2027/1"], ["migrate"]])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_people_read_words(started: Services, command: list[str], language: str) -> None:
    result = CliRunner().invoke(app, [*command, "--lang", language])
    assert (0, False) == (result.exit_code, result.stdout.startswith("{"))
    assert result.stdout.strip()


def test_a_case_is_told_in_the_readers_words(started: Services) -> None:
    told = {
        language: CliRunner().invoke(app, ["case", "2027/1", "--lang", language]).stdout for language in ("ko", "en")
    }
    assert all(words in told["ko"] for words in ("진행 중", "시작했습니다"))
    assert [] == [code for code in ("running", "started") if code in told["ko"]]
    assert "Running" in told["en"]


def checks(services: Services) -> dict[str, str]:
    """Give what the doctor finds, by check."""
    return {check.name: check.state for check in health(services.settings, services.clock.now())}


def test_the_doctor_misses_the_sweep_of_a_scheduler_that_plans_nothing(started: Services) -> None:
    now = started.clock.now()
    assert "fail" == checks(started)["sweep"]
    sweep(started, now=now)
    assert "ok" == checks(started)["sweep"]
    sweep(started, now=now - timedelta(minutes=6))
    assert "fail" == checks(started)["sweep"]


def test_the_doctor_sees_a_secret_that_others_may_read(started: Services) -> None:
    assert "ok" == checks(started)["secret"]
    (started.settings.data_folder / "secret").chmod(0o644)
    assert "fail" == checks(started)["secret"]


def test_the_doctor_sees_open_incidents_and_overdue_timers(started: Services) -> None:
    late = started.clock.now() - timedelta(minutes=2)
    assert "ok" == checks(started)["overdue"]
    with begin(started) as uow:
        at = {"at": late.isoformat(timespec="microseconds")}
        uow.connection.execute(
            sa.text("INSERT INTO timer (instance_id, timer_id, element, due_at, next_at, attempts)"
                    " SELECT id, 99, 'e', :at, :at, 0 FROM instance LIMIT 1"), at)  # fmt: skip
        uow.connection.execute(
            sa.text("INSERT INTO incident (instance_id, source, work_id, element, code, message, opened_at)"
                    " SELECT id, 'token', 1, 'e', 'c', 'm', :at FROM instance LIMIT 1"), at)  # fmt: skip
    found = checks(started)
    assert ("fail", "fail") == (found["overdue"], found["incidents"])


def test_the_doctor_says_that_the_database_is_not_migrated(installation: Path, jorye: Jorye) -> None:
    code, document = jorye("doctor")
    assert (1, "fail") == (code, {c["check"]: c["state"] for c in document["checks"]}["migrations"])


def test_the_doctor_says_that_the_database_is_not_reached(
    installation: Path, jorye: Jorye, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JORYE_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:9/none")
    code, document = jorye("doctor")
    assert (1, "fail") == (code, {c["check"]: c["state"] for c in document["checks"]}["database"])


def test_the_doctor_says_that_the_scheduler_is_not_reached(migrated: Jorye, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JORYE_PREFECT_API_URL", "http://127.0.0.1:9/api")
    code, document = migrated("doctor")
    states = {each["check"]: each["state"] for each in document["checks"]}
    assert (1, "fail", "skip") == (code, states["prefect"], states["schedules"])


def test_without_a_scheduler_nothing_of_it_is_missed(migrated: Jorye, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JORYE_PREFECT", "off")
    code, document = migrated("doctor")
    states = {each["check"]: each["state"] for each in document["checks"]}
    assert ("skip", "skip") == (states["prefect"], states["sweep"])
    assert 0 == code
