"""Written review instead of a meeting (서면심의, 각종 위원회 조례 제9조제4항): when it may be used, what it decides."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.law.checks import whole
from tasks.law.committee import Ballot, VoteOutcome, demand_needed, vote
from tasks.law.reasons import Reason, reason

WRITTEN = "안양시 각종 위원회 설치 및 운영 조례 제9조제4항"
NEVER_WRITTEN = frozenset({"vice_chair_election", "basic_plan", "recusal"})
"""Items that need a meeting, whatever their weight."""
ALLOWED_GROUNDS = frozenset({"minor", "mayor_decided"})


@dataclass(frozen=True, slots=True)
class WrittenReview:
    """Either `convene` (a meeting must be called) or the outcome of the returned ballots."""

    convene: bool
    outcome: VoteOutcome | None
    because: tuple[Reason, ...]


def written_review_allowed(item: str, ground: str) -> bool:
    """Tell whether an item may be reviewed in writing: `ground` is `minor` or `mayor_decided`."""
    return item not in NEVER_WRITTEN and ground in ALLOWED_GROUNDS


def written_review(ballot: Ballot, objections: int = 0) -> WrittenReview:
    """Count the ballots returned by the deadline as members present.

    `objections` counts members who object to deciding in writing: a third of those in office forces a meeting.
    """
    needed = demand_needed(ballot.members)
    if whole("objections", objections) >= needed:
        return WrittenReview(True, None, (reason("written_objected", WRITTEN, objections=objections, needed=needed),))
    outcome = vote(ballot)
    because = (reason("written_counts_as_present", WRITTEN, returned=ballot.present), *outcome.because)
    return WrittenReview(False, outcome, because)
