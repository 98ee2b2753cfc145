"""Fixtures that every floor's tests may use."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.kit.stores", "tests.kit.city", "tests.kit.moves", "tests.kit.portal"]

settings.register_profile("patient", deadline=None)  # how long an example takes on a busy machine proves nothing
settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True, optionalhook=True)  # without xdist nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """Take one worker more than cores: tests with a browser or a scheduler wait for other programs a good while."""
    return (os.cpu_count() or 1) + 1
