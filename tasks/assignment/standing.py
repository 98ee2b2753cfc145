"""What the answers of most rules rest on beside the question itself: who is where, and whose the case is.

With the same standing, question and day such a rule gives the same answer, so the answer may be kept.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from tasks.assignment.responsible import division_in_charge
from tasks.registers.staff_stamp import staff_stamp

REST_ON_STANDING = frozenset(
    {
        "approval_line",
        "approver",
        "committee_chair",
        "committee_member",
        "committee_secretary",
        "division_head",
        "lane",
        "person",
        "post",
    }
)
"""Rules that look at nothing else: neither at what the case did before nor at who started it."""

STANDING = select(
    select(staff_stamp.c.stamp).scalar_subquery().label("stamp"),
    division_in_charge(bindparam("instance_id")).label("division"),
)
"""One row: the mark of the staff registers, and the division that answers for the case."""
