"""A process carried as one file: `.zip` with everything, or the plain `.bpmn`; whoever sends it is not trusted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bpmn.bundle import MAIN, is_part
from workflows.drafts.refusals import FileRefused
from workflows.drafts.rows import MOST_BYTES, MOST_FILES, require_size
from workflows.errors import megabytes

MOST_PACKED = 10 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_ENTRIES = 1000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What the library raises for archives that are cut, forged, encrypted or packed in ways it does not know."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The files of a process as they were brought, and the names of what does not belong into one."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...] = ()
    is_whole: bool = True
    """Whether these are all files of the process, or its diagram alone."""


def unpack_brought(name: str, content: bytes) -> Brought:
    """Read an uploaded `.zip` or `.bpmn`; nothing is written anywhere, whatever the names inside say.

    Raises FileRefused: not a process, broken, names that lead elsewhere, more than the limits when unpacked.
    """
    if len(content) > MOST_PACKED:
        raise FileRefused("too_big", name=name, size=megabytes(len(content)), limit=megabytes(MOST_PACKED))
    if content.startswith(b"PK\x03\x04"):
        return _sorted_out(dict(_entries(content)))
    if not name:
        raise FileRefused("no_file")
    if name.lower().endswith(".zip"):
        raise FileRefused("broken")
    if not name.lower().endswith((".bpmn", ".xml")):
        raise FileRefused("kind", name=name)
    require_size(name, content)
    return Brought({MAIN: content}, is_whole=False)


def _entries(content: bytes) -> Iterator[tuple[str, bytes]]:
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            _require_honest([each.filename for each in entries])
            for each in entries:
                with archive.open(each) as entry:
                    unpacked = entry.read(min(left, MOST_BYTES) + 1)  # what the entry says of its size is not believed
                if len(unpacked) > min(left, MOST_BYTES):
                    limit = MOST_BYTES if len(unpacked) > MOST_BYTES else MOST_UNPACKED
                    raise FileRefused("unpacked", limit=megabytes(limit), name=each.filename[:200])
                left -= len(unpacked)
                yield each.filename, unpacked
    except _BROKEN as error:
        raise FileRefused("broken") from error


def _require_honest(names: list[str]) -> None:
    if len(names) > MOST_ENTRIES:
        raise FileRefused("too_many", limit=MOST_ENTRIES)
    if len(set(names)) != len(names):
        raise FileRefused("twice")
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
            raise FileRefused("leads_away", name=name[:200])


def _sorted_out(entries: Mapping[str, bytes]) -> Brought:
    """Take what belongs to a process, out of the archive's one folder when everything lies in one."""
    folder = _folder(entries)
    inside = {name.removeprefix(folder): content for name, content in entries.items()}
    files = {name: content for name, content in inside.items() if is_part(name) and content}
    if MAIN not in files:
        diagrams = [name for name in inside if "/" not in name and name.lower().endswith(".bpmn")]
        if len(diagrams) != 1:
            raise FileRefused("no_diagram")
        files[MAIN] = inside[diagrams[0]]
        inside.pop(diagrams[0])
    if len(files) > MOST_FILES:
        raise FileRefused("too_many", limit=MOST_FILES)
    return Brought(files, tuple(sorted(name for name in inside if name not in files)))


def _folder(names: Mapping[str, bytes]) -> str:
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""
