"""The law's functions as diagrams, forms and decision tables call them: plain values in, plain values out.

Dates may be dates, datetimes (their day in Seoul) or ISO text; lengths ISO text (`"P2M"`) or whole days; money is won.
`docs/reference/functions.md` explains each one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from tasks.law import committee, eligibility, ladder, lateness, numbers, sanctions
from tasks.law import settlement as settlements
from tasks.law.dates import as_date, end_of_day, fiscal_year, start_of_day
from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods import (
    as_pauses,
    backward,
    burden_period,
    calendar_span,
    civil_period,
    elapsed_hours,
    fixed_date,
    law_effect,
    minwon_calendar,
    minwon_long,
    minwon_short,
    notice_effect,
    term_of_office,
)

Functions = Mapping[str, Callable[..., Any]]


def functions(calendar: HolidayCalendar = OFFICE) -> Functions:
    """Give the whole table, counting with `calendar`; the same names as in `docs/reference/functions.md`."""
    return MappingProxyType({**_counting(calendar), **_WITHOUT_CALENDAR})


def _counting(calendar: HolidayCalendar) -> dict[str, Callable[..., Any]]:
    """The functions that need to know holidays."""

    def civil(start: object, length: object, pauses: Iterable[object] = ()) -> date:
        return civil_period(start, length, calendar, as_pauses(pauses)).due

    def civil_raw(start: object, length: object, pauses: Iterable[object] = ()) -> date:
        return civil_period(start, length, calendar, as_pauses(pauses)).raw

    def minwon_days(received: object, days: object, pauses: Iterable[object] = ()) -> date:
        return minwon_long(received, days, calendar, as_pauses(pauses)).due

    def minwon_hours(received: object, hours: object, pauses: Iterable[object] = ()) -> datetime:
        length = f"PT{hours}H" if isinstance(hours, int) else hours
        return _moment(minwon_short(received, length, calendar, as_pauses(pauses)).due)

    def minwon_months(received: object, length: object, pauses: Iterable[object] = ()) -> date:
        return minwon_calendar(received, length, calendar, as_pauses(pauses)).due

    return {
        "civil_period": civil,
        "civil_period_raw": civil_raw,
        "minwon_days": minwon_days,
        "minwon_hours": minwon_hours,
        "minwon_calendar": minwon_months,
        "backward": lambda event, length: backward(event, length, calendar).raw,
        "backward_working": lambda event, length: backward(event, length, calendar).due,
        "backward_lenient": lambda event, length: backward(event, length, calendar).lenient,
        "is_working_day": calendar.is_working_day,
        "next_working_day": calendar.next_working_day,
        "working_day_from": calendar.working_day_from,
        "working_day_until": calendar.working_day_until,
        "working_days_after": calendar.working_days_after,
    }


def _moment(value: date) -> datetime:
    if not isinstance(value, datetime):
        raise LawError("not_a_moment", value=repr(value))
    return value


def vote_result(ballot: Mapping[str, Any]) -> dict[str, Any]:
    """Count a vote from `{members, present, for, against, abstain, recused}`."""
    fields = _fields(ballot, "members", "present", "for", "against", optional=("abstain", "recused"))
    fields["votes_for"] = fields.pop("for")
    outcome = committee.vote(committee.Ballot(**fields))
    return {
        "quorum": outcome.quorum,
        "eligible_present": outcome.eligible_present,
        "opened": outcome.opened,
        "needed": outcome.needed,
        "carried": outcome.carried,
    }


def settle(report: Mapping[str, Any]) -> dict[str, Any]:
    """Settle from `{"sources": [{"kind", "planned", "disbursed", "spent", "disallowed", "interest", "profit"}]}`."""
    rows = _fields(report, "sources")["sources"]
    optional = ("disallowed", "interest", "profit")
    sources = [_fields(row, "kind", "planned", "disbursed", "spent", optional=optional) for row in rows]
    settled = settlements.settle([settlements.Source(**source) for source in sources])
    return {
        "fixed_amount": settled.fixed_amount,
        "return_amount": settled.return_amount,
        "own_shortfall": settled.own_shortfall,
        "sources": [{name: getattr(each, name) for name in each.__slots__} for each in settled.sources],
        "because": [step.text() for step in settled.because],
    }


def late_report_cut(due: object, filed: object) -> dict[str, int]:
    """Give the band for the next grant's cut: `{"over": 10, "most": 20}` percent."""
    band = lateness.late_report_cut(due, filed)
    return {"over": band.over, "most": band.most}


def sme_validity(fiscal_year_end: object) -> dict[str, date]:
    """Give `{"first", "last"}`: the days on which SME status from that fiscal year holds."""
    validity = eligibility.sme_validity(fiscal_year_end)
    return {"first": validity.first, "last": validity.last}


def size_status(
    clause: str, certificates: Iterable[Mapping[str, Any]], filed_on: object, decided_on: object = None
) -> str:
    """Suggest `meets`, `needs_supplement` or `not_met` from `[{"kind", "first", "last", "cancelled"}]`."""
    papers = [_certificate(each) for each in certificates]
    decided = None if decided_on is None else as_date(decided_on)
    return eligibility.size_status(clause, papers, as_date(filed_on), decided).suggestion


def valid_corporate_no(text: object, incorporated: object = None) -> bool:
    """Tell whether a corporate registration number can be right; the check digit counts only before 2025-01-31."""
    return numbers.valid_corporate_no(text, None if incorporated is None else as_date(incorporated))


def _certificate(row: Mapping[str, Any]) -> eligibility.Certificate:
    fields = _fields(row, "kind", "first", "last", optional=("cancelled",))
    validity = eligibility.Validity(as_date(fields["first"]), as_date(fields["last"]))
    return eligibility.Certificate(fields["kind"], validity, fields.get("cancelled") is True)


def _fields(row: object, *required: str, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(row, Mapping) or not set(required) <= set(row) <= {*required, *optional}:
        raise LawError(
            "wrong_fields", value=repr(row), required=", ".join(required), optional=", ".join(optional) or "—"
        )
    return dict(row)


_WITHOUT_CALENDAR: dict[str, Callable[..., Any]] = {
    "burden_period": lambda start, length: burden_period(start, length).due,
    "end_of_term": lambda start, length: term_of_office(start, length).due,
    "law_effect": lambda promulgated, length="P0D": law_effect(promulgated, length).due,
    "notice_effect": lambda posted, length="P5D": notice_effect(posted, length).due,
    "calendar_span": lambda start, length: calendar_span(start, length).due,
    "elapsed_hours": lambda start, hours: elapsed_hours(start, f"PT{hours}H" if isinstance(hours, int) else hours).due,
    "fixed_date": fixed_date,
    "start_of_day": start_of_day,
    "end_of_day": end_of_day,
    "fiscal_year_of": fiscal_year,
    "quorum": committee.quorum,
    "demand_needed": committee.demand_needed,
    "votes_needed": committee.votes_needed,
    "vote_result": vote_result,
    "approver_role": ladder.approver_role,
    "verification_required": ladder.verification_required,
    "audit_required": ladder.audit_required,
    "audit_exemption_possible": ladder.audit_exemption_possible,
    "disclosure_required": ladder.disclosure_required,
    "signboard_required": ladder.signboard_required,
    "priority_inspection": ladder.priority_inspection,
    "project_card_optional": ladder.project_card_optional,
    "list_only_review": ladder.list_only_review,
    "contract_procedure_exempt": ladder.contract_procedure_exempt,
    "settle": settle,
    "statutory_interest": lambda principal, received, returned: settlements.statutory_interest(
        principal, as_date(received), as_date(returned)
    ),
    "late_report_cut": late_report_cut,
    "late_surcharge": lateness.late_surcharge,
    "surcharge_cap": sanctions.surcharge_cap,
    "exclusion_years": sanctions.exclusion_years,
    "still_excluded": sanctions.excluded_on,
    "sme_validity": sme_validity,
    "size_status": size_status,
    "needs_size_test": eligibility.needs_size_test,
    "valid_business_no": numbers.valid_business_no,
    "valid_corporate_no": valid_corporate_no,
    "amount_in_words": numbers.amount_in_words,
    "date_in_words": lambda day: numbers.date_in_words(as_date(day)),
}

FUNCTIONS: Functions = functions()
"""The table with the office calendar, handed to the engine and to forms."""
