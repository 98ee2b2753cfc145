"""The browser's files: fingerprinted bundles, kept for a year, and the few plain ones beside them."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"
DIST = STATIC / "dist"
_A_YEAR = "public, max-age=31536000, immutable"


class AssetsMissing(RuntimeError):  # noqa: N818  # named for what happened
    """The bundles were not built; installing builds them."""

    def __init__(self) -> None:
        super().__init__(f"{DIST} holds no bundles; run `pip install --editable .` once to build them")


def manifest() -> dict[str, str]:
    """Map plain names to addresses (`app.js` → `/static/dist/app-1A2B3C4D.js`); raises AssetsMissing."""
    try:
        names = json.loads((DIST / "manifest.json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise AssetsMissing from error
    return {name: f"/static/dist/{file}" for name, file in names.items()}


class Assets(StaticFiles):
    """Serves `/static`; a bundle's name changes with its content, so browsers may keep it."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """Answer with the file and how long it may be kept."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _A_YEAR if path.startswith("dist/") else "public, max-age=3600"
        return response
