"""The browser's bundles: built from these sources, free to ship, kept by browsers."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.kit.visitor import Visitor
from workflows.web.assets import DIST, manifest

ROOT = Path(__file__).parents[3]
ISLANDS = ROOT / "workflows" / "web" / "islands"
FREE = ("MIT", "ISC", "OFL-1.1", "BSD-0-Clause", "0BSD", "Apache-2.0", "SEE LICENSE IN LICENSE")
"""The last is bpmn-js: MIT with the duty to show its watermark."""


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give the build hook; hatchling itself is there only while building, and its pure part does not need it."""
    interface = ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = object  # type: ignore[attr-defined]  # all that the hook's class needs to exist
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bundles_are_those_of_the_sources(hook: ModuleType) -> None:
    stamp = (DIST / ".fingerprint").read_text("utf-8")
    assert hook.fingerprint(ISLANDS) == stamp, "run `pip install --editable .` again"


def test_everything_in_the_bundles_is_free_and_brings_its_licence() -> None:
    packages = json.loads((DIST / "THIRD_PARTY.json").read_text("utf-8"))
    assert {package["license"] for package in packages.values()} <= set(FREE)
    assert [name for name, package in packages.items() if not package["text"]] == []


def test_a_bundle_may_be_kept_for_a_year_because_its_name_changes_with_it(visitor: Callable[[str], Visitor]) -> None:
    answer = visitor("").client.get(manifest()["base.css"])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_no_bundle_loads_anything_from_elsewhere() -> None:
    for name in manifest().values():
        text = (DIST / Path(name).name).read_text("utf-8")
        assert "url(http" not in text
        assert "@import" not in text


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ISLANDS / "package-lock.json").read_text("utf-8")
