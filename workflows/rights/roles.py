"""The roles (역할) by what their holders have in common; `docs/reference/rights.md` lists them."""

from __future__ import annotations

from workflows.rights.own_roles import own_roles

OVERSIGHT = frozenset({"auditor", "operator", "process_owner", "mayor", "vice_mayor"})
"""Roles that read every case: they answer for all of them or check them."""

STAFF = frozenset(
    {"officer", "team_lead", "division_head", "bureau_chief", "budget_officer", "accounting_officer"}
    | {"payment_officer", "plan_writer", "committee_secretary"}
    | own_roles()
)
"""City staff read the cases of the processes in whose lanes they stand."""

MEMBERS = frozenset({"committee_chair", "committee_member"})
OUTSIDE = frozenset({"applicant"})
EVERY_ROLE = OVERSIGHT | STAFF | MEMBERS | OUTSIDE
