"""Electing the vice chair by and from the members (호선, 제9조제2항 후단)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tasks.law.checks import whole
from tasks.law.committee import DECIDING, quorum, votes_needed
from tasks.law.errors import LawError
from tasks.law.reasons import Reason, reason

ELECTION = "안양시 인공지능산업 육성 및 지원 조례 제9조제2항"


@dataclass(frozen=True, slots=True)
class ElectionOutcome:
    """Who is elected, or between whom the run-off is held (both empty when no ballot could be held)."""

    elected: str
    run_off: tuple[str, ...]
    needed: int
    because: tuple[Reason, ...]


def elect(votes: Mapping[str, int], present: int, members: Collection[str], chair: str) -> ElectionOutcome:
    """Count one ballot: a majority of those present elects; otherwise the first two go on, with all tied for second.

    `votes` by candidate, `members` all in office. Raises LawError `not_a_candidate` for the chair or a non-member and
    `more_votes_than_voters`.
    """
    _refuse_candidates(votes, members, chair)
    cast = sum(whole("votes", count) for count in votes.values())
    if whole("present", present) > len(members):
        raise LawError("more_present_than_members", present=present, members=len(members))
    if cast > present:
        raise LawError("more_votes_than_voters", cast=cast, eligible=present)
    needed = votes_needed(present)
    because = [reason("votes_needed", DECIDING, present=present, needed=needed)]
    if present < quorum(len(members)):
        short = reason("no_quorum", DECIDING, present=present, quorum=quorum(len(members)))
        return ElectionOutcome("", (), needed, (short,))
    winner = next((name for name, count in votes.items() if count >= needed), "")
    if winner:
        return ElectionOutcome(winner, (), needed, (*because, reason("elected", ELECTION, name=winner)))
    finalists = _finalists(votes)
    return ElectionOutcome("", finalists, needed, (*because, reason("run_off", ELECTION, names=finalists)))


def _finalists(votes: Mapping[str, int]) -> tuple[str, ...]:
    counts = sorted(votes.values(), reverse=True)
    least = counts[min(1, len(counts) - 1)] if counts else 0
    return tuple(sorted((name for name, count in votes.items() if count >= least), key=lambda name: -votes[name]))


def _refuse_candidates(votes: Mapping[str, int], members: Collection[str], chair: str) -> None:
    wrong = [name for name in votes if name == chair or name not in members]
    if wrong:
        raise LawError("not_a_candidate", names=", ".join(wrong))
