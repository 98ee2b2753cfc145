"""Tells running cases that the fiscal year has ended, so that their report becomes due (dossier T02)."""

from __future__ import annotations

from prefect import flow

from workflows.schedules.installed import installed
from workflows.use_cases.open_year_end_reports import open_year_end_reports


@flow(name="year_end_report_openers", timeout_seconds=600)
def year_end_report_openers() -> int:
    """Tell every case that waits for it, once per year, and give how many were told."""
    with installed() as services:
        return open_year_end_reports(services, now=services.clock.now())
