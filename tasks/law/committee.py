"""Committee arithmetic: quorum, demand for a meeting, votes needed, and the outcome of a vote.

제10조: a meeting opens with a majority of the members in office and decides with a majority of those present.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.law.checks import whole
from tasks.law.errors import LawError
from tasks.law.reasons import Reason, reason

DECIDING = "안양시 인공지능산업 육성 및 지원 조례 제10조제2항"
RECUSAL = "안양시 각종 위원회 설치 및 운영 조례 제6조의2"


def majority(number: int) -> int:
    """Give the smallest whole number that is more than half: exactly half is not a majority (과반수)."""
    return whole("number", number) // 2 + 1


def quorum(members_in_office: int) -> int:
    """Give how many must be present to open a meeting (제10조제2항 전단); vacant seats are not in office."""
    return majority(whole("members", members_in_office, least=1))


def demand_needed(members_in_office: int) -> int:
    """Give how many members together may demand a meeting: a third, rounded up (제10조제1항)."""
    return -(-whole("members", members_in_office, least=1) // 3)


def closed_session_needed(members_in_office: int) -> int:
    """Give how many members must ask for a closed session: a majority of those in office (각종 위원회 조례 제9조)."""
    return quorum(members_in_office)


def votes_needed(present: int) -> int:
    """Give how many must vote for a motion: a majority of the members present (제10조제2항 후단)."""
    return majority(whole("present", present))


@dataclass(frozen=True, slots=True)
class Ballot:
    """The count of one vote; `present` is everyone in the room, recused members included."""

    members: int
    present: int
    votes_for: int
    against: int
    abstain: int = 0
    recused: int = 0

    @property
    def eligible_present(self) -> int:
        """Those present who may take part in this item."""
        return self.present - self.recused

    @property
    def cast(self) -> int:
        """Votes and abstentions together."""
        return self.votes_for + self.against + self.abstain


@dataclass(frozen=True, slots=True)
class VoteOutcome:
    """What a vote means: whether it could be held (`opened`), how many votes it needed, and whether it carried."""

    quorum: int
    eligible_present: int
    opened: bool
    needed: int
    carried: bool
    because: tuple[Reason, ...]


def vote(ballot: Ballot, article: str = DECIDING) -> VoteOutcome:
    """Decide the outcome of one item.

    Recused members stay among the members in office but are not present for the item: the vote can be held only if
    those who remain are a quorum, and carries with a majority of them. Abstentions and votes not cast stay in the base;
    a tie is not carried and the chair has no casting vote. Raises LawError when the numbers cannot be true.
    """
    _refuse_impossible(ballot)
    needed_to_open = quorum(ballot.members)
    present, needed = ballot.eligible_present, votes_needed(ballot.eligible_present)
    opened = present >= needed_to_open
    carried = opened and ballot.votes_for >= needed
    because = [reason("quorum", article, members=ballot.members, quorum=needed_to_open)]
    if ballot.recused:
        because.append(reason("recused", RECUSAL, present=ballot.present, recused=ballot.recused, eligible=present))
    because += _result(ballot, needed_to_open, needed, article)
    return VoteOutcome(needed_to_open, present, opened, needed, carried, tuple(because))


def _result(ballot: Ballot, needed_to_open: int, needed: int, article: str) -> list[Reason]:
    present = ballot.eligible_present
    if present < needed_to_open:
        key = "quorum_only_with_recused" if ballot.present >= needed_to_open else "no_quorum"
        return [reason(key, article, present=present, quorum=needed_to_open)]
    because = [reason("votes_needed", article, present=present, needed=needed)]
    silent = present - ballot.votes_for - ballot.against
    if silent:
        because.append(reason("abstentions_count", article, silent=silent))
    if ballot.votes_for >= needed:
        return [*because, reason("carried", votes=ballot.votes_for, needed=needed)]
    if ballot.votes_for == ballot.against:
        because.append(reason("tie", "지방자치법 제73조제2항의 취지", votes=ballot.votes_for))
    return [*because, reason("not_carried", votes=ballot.votes_for, needed=needed)]


def _refuse_impossible(ballot: Ballot) -> None:
    whole("members", ballot.members, least=1)
    for name in ("present", "votes_for", "against", "abstain", "recused"):
        whole(name, getattr(ballot, name))
    if ballot.present > ballot.members:
        raise LawError("more_present_than_members", present=ballot.present, members=ballot.members)
    if ballot.recused > ballot.present:
        raise LawError("more_recused_than_present", recused=ballot.recused, present=ballot.present)
    if ballot.cast > ballot.eligible_present:
        raise LawError("more_votes_than_voters", cast=ballot.cast, eligible=ballot.eligible_present)
