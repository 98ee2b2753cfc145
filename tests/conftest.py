"""Fixtures that every floor's tests may use."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.kit.stores", "tests.kit.city", "tests.kit.moves", "tests.kit.portal"]

# How long an example takes on a busy machine proves nothing, and a change is judged by the same examples every time:
# new ones are looked for with --hypothesis-profile=searching.
settings.register_profile(
    "patient", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile("searching", settings.get_profile("patient"), derandomize=False)
settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True, optionalhook=True)  # without xdist nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """Take one worker more than cores: tests with a browser or a scheduler wait for other programs a good while."""
    return (os.cpu_count() or 1) + 1
