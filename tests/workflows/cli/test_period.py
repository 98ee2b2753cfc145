"""Staff check a date on the command line."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from workflows.cli.period import period

app = typer.Typer()
app.command()(period)
runner = CliRunner()


@pytest.mark.parametrize(
    ("arguments", "raw", "due"),
    [
        (["civil_period", "2026-12-31", "P2M"], "2027-02-28", "2027-03-02"),
        (["burden_period", "2026-03-02", "P2Y"], "2028-03-01", "2028-03-01"),
        (["minwon_short", "2026-11-20T16:00", "PT24H"], "2026-11-25T16:00", "2026-11-25T16:00"),
        (["minwon_short", "2026-11-20T16:00:00", "P3D"], "2026-11-25T16:00:00", "2026-11-25T16:00:00"),
        (["minwon_short", "2026-11-20T16:00+09:00", "P3D"], "2026-11-25T16:00+09:00", "2026-11-25T16:00+09:00"),
        (["minwon_short", "2026-11-20T07:00:00Z", "P3D"], "2026-11-25T16:00:00+09:00", "2026-11-25T16:00:00+09:00"),
        (["minwon_long", "2026-09-21", "P7D"], "2026-10-01", "2026-10-01"),
        (["minwon_calendar", "2026-10-22", "P1M"], "2026-11-21", "2026-11-23"),
        (["backward", "2026-11-30", "P7D"], "2026-11-22", "2026-11-20"),
        (["term_of_office", "2026-03-01", "P2Y"], "2028-02-29", "2028-02-29"),
        (["law_effect", "2025-07-15", "P0D"], "2025-07-15", "2025-07-15"),
        (["notice_effect", "2026-11-23", "P5D"], "2026-11-28", "2026-11-29"),
        (["civil_period", "2026-12-31T15:30", "P2M"], "2027-02-28", "2027-03-02"),
    ],
)
def test_every_kind_is_answered_in_json(arguments: list[str], raw: str, due: str) -> None:
    result = runner.invoke(app, [*arguments, "--json"])
    answer = json.loads(result.stdout)
    assert (0, raw, due) == (result.exit_code, answer["raw"], answer["due"])
    assert set(answer) == {"raw", "due", "because"}
    assert all(answer["because"])


def test_without_json_it_speaks_korean_first_and_english_when_asked() -> None:
    korean = runner.invoke(app, ["civil_period", "2026-12-31", "P2M"], env={"JORYE_LANGUAGE": ""})
    english = runner.invoke(app, ["civil_period", "2026-12-31", "P2M", "--lang", "en"])
    assert "기한: 2027-03-02" in korean.stdout
    assert "Due: 2027-03-02" in english.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["working_days", "2026-12-31", "P2M"],
        ["civil_period", "2026-02-30", "P2M"],
        ["civil_period", "2026-12-31", "two months"],
        ["civil_period", "2026-12-31", "P0D"],
        ["minwon_long", "2026-09-21", "P5D"],
    ],
)
def test_what_cannot_be_counted_is_refused_with_code_2(arguments: list[str]) -> None:
    spoken, written = runner.invoke(app, arguments), runner.invoke(app, [*arguments, "--json"])
    assert (spoken.exit_code, written.exit_code) == (2, 2)
    assert spoken.stderr.strip() == json.loads(written.stdout)["error"]["message"]
