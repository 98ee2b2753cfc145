"""Staff check the result of a vote on the command line."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from workflows.cli.vote import vote

app = typer.Typer()
app.command()(vote)
runner = CliRunner()


def options(members: int, present: int, votes_for: int, against: int, abstain: int = 0, recused: int = 0) -> list[str]:
    counts = {"members": members, "present": present, "for": votes_for}
    counts |= {"against": against, "abstain": abstain, "recused": recused}
    return [part for name, count in counts.items() for part in (f"--{name}", str(count))]


@pytest.mark.parametrize(
    ("ballot", "expected"),
    [
        (options(15, 8, 5, 3), {"quorum": 8, "opened": True, "needed": 5, "carried": True}),
        (options(15, 8, 4, 4), {"quorum": 8, "opened": True, "needed": 5, "carried": False}),
        (options(15, 8, 4, 2, 2), {"quorum": 8, "opened": True, "needed": 5, "carried": False}),
        (options(15, 8, 7, 0, recused=1), {"quorum": 8, "opened": False, "needed": 4, "carried": False}),
        (options(15, 9, 5, 3, recused=1), {"quorum": 8, "opened": True, "needed": 5, "carried": True}),
        (options(14, 7, 7, 0), {"quorum": 8, "opened": False, "needed": 4, "carried": False}),
    ],
    ids=["carried", "a tie", "abstentions", "quorum only with the recused", "a recused member", "no quorum"],
)
def test_a_vote_is_answered_in_json(ballot: list[str], expected: dict[str, object]) -> None:
    result = runner.invoke(app, [*ballot, "--json"])
    answer = json.loads(result.stdout)
    assert all(answer.pop("because"))
    assert (0, expected) == (result.exit_code, answer)


def test_abstentions_and_recusals_may_be_left_out() -> None:
    result = runner.invoke(app, ["--members", "9", "--present", "5", "--for", "3", "--against", "2", "--lang", "ko"])
    assert result.exit_code == 0
    assert "가결: 예" in result.stdout


@pytest.mark.parametrize(
    "ballot",
    [options(9, 10, 5, 0), options(9, 6, 6, 0, recused=1), options(9, 5, 0, 0, recused=6), options(0, 0, 0, 0)],
    ids=["more present than members", "a recused member voted", "more recused than present", "nobody in office"],
)
def test_numbers_that_cannot_be_true_are_refused_with_code_2(ballot: list[str]) -> None:
    spoken, written = runner.invoke(app, ballot), runner.invoke(app, [*ballot, "--json"])
    assert (spoken.exit_code, written.exit_code) == (2, 2)
    assert spoken.stderr.strip() == json.loads(written.stdout)["error"]["message"]


def test_a_missing_count_is_asked_for() -> None:
    assert runner.invoke(app, ["--members", "9"]).exit_code == 2
