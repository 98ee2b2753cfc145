"""Fixtures that every floor's tests may use."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["tests.kit.stores", "tests.kit.city", "tests.kit.moves", "tests.kit.portal"]

settings.register_profile("patient", deadline=None)  # how long an example takes on a busy machine proves nothing
settings.load_profile("patient")
