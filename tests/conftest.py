"""Fixtures that every floor's tests may use."""

from __future__ import annotations

pytest_plugins = ["tests.kit.stores", "tests.kit.city"]
