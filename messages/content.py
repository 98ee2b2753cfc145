"""What a city brings of its own: the folder `JORYE_CONTENT`, laid out as the program is.

A file there takes the place of the program's file at the same path (`bpmn/ordinance/data/1_ordinance.toml`); words
(`messages/web.ko.toml`) take the place of single words only. Nothing in it is ever run.
"""

from __future__ import annotations

import os
from pathlib import Path

_PROGRAM = Path(__file__).parents[1]


def content(supplied: Path) -> Path:
    """Give the city's own file or folder for one of the program's; the program's where the city has none."""
    own = own_content(supplied)
    return own if own is not None and own.exists() else supplied


def content_files(supplied: Path, pattern: str) -> list[Path]:
    """Give the files of a folder by name: the program's, the city's in place of those, and those only the city has."""
    own = own_content(supplied)
    folders = [supplied] if own is None else [supplied, own]
    found = {path.name: path for folder in folders for path in folder.glob(pattern)}
    return [found[name] for name in sorted(found)]


def own_content(supplied: Path) -> Path | None:
    """Give the place in the city's folder that answers to one in the program; None when no folder is named."""
    folder = os.environ.get("JORYE_CONTENT", "")
    return Path(folder).expanduser() / supplied.relative_to(_PROGRAM) if folder else None
