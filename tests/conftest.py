"""Fixtures that every floor's tests may use."""

from __future__ import annotations

import os
from pathlib import Path

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


LONG_ROOMS = ("integration", "e2e")
"""Whose files take longest: begun last, one of them would still run when every other worker has nothing left to do."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the rooms of the longest files; inside a room the order stays."""
    here = Path(__file__).parent

    def turn(item: pytest.Item) -> int:
        room = item.path.relative_to(here).parts[0]
        return LONG_ROOMS.index(room) if room in LONG_ROOMS else len(LONG_ROOMS)

    items.sort(key=turn)
