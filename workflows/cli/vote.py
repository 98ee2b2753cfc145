"""`jorye vote`: whether a vote can be held, how many votes it needs, and whether it carries."""

from __future__ import annotations

from typing import Annotated

import typer

import messages
from messages import Language
from tasks.law.committee import Ballot
from tasks.law.committee import vote as outcome_of
from tasks.law.reasons import explain
from workflows.cli.argument import help_for, refusing, tell, tell_reasons
from workflows.cli.options import AsJson, InLanguage
from workflows.cli.output import show


def vote(
    members: Annotated[int, typer.Option("--members", help=help_for("members"))],
    present: Annotated[int, typer.Option("--present", help=help_for("present"))],
    votes_for: Annotated[int, typer.Option("--for", help=help_for("for"))],
    against: Annotated[int, typer.Option("--against", help=help_for("against"))],
    abstain: Annotated[int, typer.Option("--abstain", help=help_for("abstain"))] = 0,
    recused: Annotated[int, typer.Option("--recused", help=help_for("recused"))] = 0,
    as_json: AsJson = False,
    language: InLanguage = "ko",
) -> None:
    """Print quorum, whether a vote can be held, votes needed, the result and why; exit code 2 if impossible."""
    with refusing(language, as_json):
        outcome = outcome_of(Ballot(members, present, votes_for, against, abstain, recused))
    because = explain(outcome.because, language)
    found = {
        "quorum": outcome.quorum,
        "opened": outcome.opened,
        "needed": outcome.needed,
        "carried": outcome.carried,
    }

    def in_words() -> None:
        for name, value in found.items():
            tell(name, language, _yes_or_no(value, language) if isinstance(value, bool) else value)
        tell_reasons(because, language)

    show({**found, "because": because}, as_json, in_words)


def _yes_or_no(value: bool, language: Language) -> str:
    return messages.text(f"law.label.{'yes' if value else 'no'}", language)
