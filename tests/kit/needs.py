"""What a test needs from the machine: without it the test is skipped, or fails where nothing may be skipped."""

from __future__ import annotations

import os

import pytest


def need(there: object, what: str) -> None:
    """Skip the test unless `there`; with JORYE_REQUIRE_ALL set, fail it: the gate must not pass by leaving out."""
    if there:
        return
    if os.environ.get("JORYE_REQUIRE_ALL"):
        pytest.fail(f"{what} is missing, and JORYE_REQUIRE_ALL forbids skipping")
    pytest.skip(f"{what} is missing")
