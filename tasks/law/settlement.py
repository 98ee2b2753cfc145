"""Settling a subsidy per funding source: what is recognised, what goes back, and that the sum adds up. Whole won.

지방보조금법 제17조, 제19조, 제31조제2항; 지방보조금 관리기준 제15조제5항·제6항, 제18조.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tasks.law.checks import whole
from tasks.law.errors import LawError
from tasks.law.reasons import Reason, reason
from tasks.law.thresholds import threshold

SourceKind = Literal["city", "province", "own", "other"]
SUBSIDY: tuple[SourceKind, ...] = ("city", "province")
OWN_SHARE = "지방보조금 관리기준 제15조제5항"
RETURN = "지방보조금법 제31조제2항"
INTEREST = "지방보조금 관리기준 제18조"
STATUTORY_PERCENT = 5
"""민법 제379조: the rate of interest that was not agreed."""


@dataclass(frozen=True, slots=True)
class Source:
    """One funding source as reported. `planned` is the granted amount for a subsidy, the promise for others.

    `disbursed` is what came in, `spent` what was executed, `disallowed` the part of it that is not recognised,
    `interest` what the money really earned, `profit` what a grant condition orders to hand over (제9조; 0 without one).
    """

    kind: SourceKind
    planned: int
    disbursed: int
    spent: int
    disallowed: int = 0
    interest: int = 0
    profit: int = 0


@dataclass(frozen=True, slots=True)
class SourceSettlement:
    """What becomes of one source's money; for own and other money nothing is returned to the city."""

    kind: SourceKind
    recognised: int
    returned_balance: int
    returned_interest: int
    dropped_interest: int
    returned_profit: int
    still_payable: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """The settled project: `fixed_amount` is the subsidy as fixed, `return_amount` all that the city orders back."""

    sources: tuple[SourceSettlement, ...]
    fixed_amount: int
    return_amount: int
    own_shortfall: int
    because: tuple[Reason, ...]


def settle(sources: Sequence[Source]) -> Settlement:
    """Settle all sources together.

    If the own share's part of the spending is lower than planned, the whole recognised spending is split by the planned
    shares. Interest below ten won is dropped. For every subsidy source it holds that
    `disbursed + interest + still_payable = recognised + returned balance + returned interest + dropped interest`.
    Raises LawError naming the source whose figures cannot be true.
    """
    for source in sources:
        _refuse_impossible(source)
    if not any(source.kind in SUBSIDY for source in sources):
        raise LawError("no_subsidy_source")
    because: list[Reason] = []
    results = tuple(_settle_one(source, _recognised(source, sources)) for source in sources)
    fixed = sum(result.recognised for result in results if result.kind in SUBSIDY)
    due_back = sum(each.returned_balance + each.returned_interest + each.returned_profit for each in results)
    if own_share_fell_short(sources):
        because.append(reason("own_share_short", OWN_SHARE, total=_total_recognised(sources), fixed=fixed))
    because.append(reason("amount_fixed", "지방보조금법 제19조", fixed=fixed))
    because += _return_reasons(results)
    return Settlement(results, fixed, due_back, _own_shortfall(sources), tuple(because))


def own_share_fell_short(sources: Sequence[Source]) -> bool:
    """Tell whether the own share is a smaller part of what was spent than of what was planned."""
    spent, planned = _total_recognised(sources), sum(source.planned for source in sources)
    own = [source for source in sources if source.kind == "own"]
    own_spent, own_planned = sum(_accepted(source) for source in own), sum(source.planned for source in own)
    return own_spent * planned < own_planned * spent


def statutory_interest(principal: int, received: date, returned: date) -> int:
    """Give the interest at 5 % a year for when the real one cannot be computed (민법 제379조), in whole won."""
    days = (returned - received).days
    return whole("principal", principal) * STATUTORY_PERCENT * whole("days", days) // 36500


def drop_small_interest(interest: int) -> int:
    """Cut the part below ten won (지방회계법 제55조, K14): 12,345 → 12,340."""
    unit = threshold("K14").value
    return whole("interest", interest) // unit * unit


def _settle_one(source: Source, recognised: int) -> SourceSettlement:
    if source.kind not in SUBSIDY:
        return SourceSettlement(source.kind, recognised, 0, 0, 0, 0, 0)
    interest = drop_small_interest(source.interest)
    return SourceSettlement(
        kind=source.kind,
        recognised=recognised,
        returned_balance=max(0, source.disbursed - recognised),
        returned_interest=interest,
        dropped_interest=source.interest - interest,
        returned_profit=source.profit,
        still_payable=max(0, recognised - source.disbursed),
    )


def _recognised(source: Source, sources: Sequence[Source]) -> int:
    accepted = _accepted(source)
    if source.kind not in SUBSIDY:
        return accepted
    most = min(source.planned, accepted)
    if not own_share_fell_short(sources):
        return most
    planned = sum(each.planned for each in sources)
    return min(most, _total_recognised(sources) * source.planned // planned)


def _accepted(source: Source) -> int:
    return source.spent - source.disallowed


def _total_recognised(sources: Sequence[Source]) -> int:
    return sum(_accepted(source) for source in sources)


def _own_shortfall(sources: Sequence[Source]) -> int:
    own = [source for source in sources if source.kind == "own"]
    return max(0, sum(source.planned for source in own) - sum(_accepted(source) for source in own))


def _return_reasons(results: Sequence[SourceSettlement]) -> list[Reason]:
    balance, interest, dropped, profit, payable = (
        sum(getattr(result, name) for result in results)
        for name in ("returned_balance", "returned_interest", "dropped_interest", "returned_profit", "still_payable")
    )
    steps = [
        (balance, reason("return_balance", RETURN, amount=balance)),
        (interest, reason("return_interest", INTEREST, amount=interest)),
        (dropped, reason("interest_dropped", threshold("K14").source, amount=dropped)),
        (profit, reason("return_profit", "지방보조금법 제9조", amount=profit)),
        (payable, reason("still_payable", amount=payable)),
    ]
    return [step for amount, step in steps if amount]


def _refuse_impossible(source: Source) -> None:
    if source.kind not in ("city", "province", "own", "other"):
        raise LawError("unknown_source", kind=source.kind)
    for name in ("planned", "disbursed", "spent", "disallowed", "interest", "profit"):
        whole(f"{source.kind}.{name}", getattr(source, name))
    if source.disallowed > source.spent:
        raise LawError("more_disallowed_than_spent", kind=source.kind)
    if source.kind in SUBSIDY and source.disbursed > source.planned:
        raise LawError("more_disbursed_than_granted", kind=source.kind)
