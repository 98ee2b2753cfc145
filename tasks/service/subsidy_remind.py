"""Reminds the grantee of the performance report by mail (external): before the deadline, and once it has passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from messages import text
from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.service import send_mail

EXECUTION = "external"
GIVES = ("reminded_on",)


def run(context: ServiceContext, *, email: str, project_title: str, report_due: date) -> Mapping[str, Any]:
    """Give `reminded_on`; a grantee without an address still sees the deadline in the worklist."""
    today = as_date(context.now)
    if email:
        kind = "report_late" if today > report_due else "report_reminder"
        days = abs((report_due - today).days)
        words = {"project": project_title, "due": report_due.isoformat(), "days": days}
        send_mail.run(
            context,
            to=email,
            subject=text(f"service.{kind}_subject", "ko", **words),
            body=text(f"service.{kind}_body", "ko", **words),
        )
    return {"reminded_on": today}
