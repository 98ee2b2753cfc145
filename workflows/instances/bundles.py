"""Published bundles: packed into one immutable row, unpacked once per process of the program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from bpmn.bundle import Bundle
from workflows.errors import NotFound
from workflows.instances import statements as sql
from workflows.runtime import UnitOfWork

_EPOCH = (1980, 1, 1, 0, 0, 0)


def published_bundle(unit: UnitOfWork, definition_id: int) -> Bundle:
    """Give a published version's bundle; raises NotFound."""
    found = unit.services.bundles.get(definition_id)
    if found is None:
        row = sql.PUBLISHED_FILES(unit.connection, {"d": definition_id}).fetchone()
        if row is None:
            raise NotFound(what="definition", id=definition_id)
        found = unit.services.bundles[definition_id] = Bundle.from_files(unpack_files(bytes(row[0])))
    return found


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Pack files into one zip; the same files always give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack_files(packed: bytes) -> dict[str, bytes]:
    """Give back what `pack_files` packed."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
