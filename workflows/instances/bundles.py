"""Published bundles: packed into one immutable row, unpacked once per process of the program.

What is kept in memory for everybody was read after its commit: a version that was never kept may have left its number
to another one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from sqlalchemy import Connection

from bpmn.bundle import Bundle
from workflows.errors import NotFound
from workflows.instances import statements as sql
from workflows.runtime import UnitOfWork
from workflows.services import Services

_EPOCH = (1980, 1, 1, 0, 0, 0)


def published_bundle(unit: UnitOfWork, definition_id: int) -> Bundle:
    """Give a published version's bundle, also of one published in this very transaction; raises NotFound."""
    found = unit.services.bundles.get(definition_id) or unit.bundles.get(definition_id)
    if found is None:
        found = unit.bundles[definition_id] = _read(unit.connection, definition_id)
    return found


def stored_bundle(services: Services, connection: Connection, definition_id: int) -> Bundle:
    """Give a published version's bundle to who only looks; raises NotFound."""
    found = services.bundles.get(definition_id)
    if found is None:
        found = services.bundles[definition_id] = _read(connection, definition_id)
    return found


def _read(connection: Connection, definition_id: int) -> Bundle:
    row = sql.PUBLISHED_FILES(connection, {"d": definition_id}).fetchone()
    if row is None:
        raise NotFound(what="definition", id=definition_id)
    packed, process_id = row
    return Bundle.from_files(unpack_files(bytes(packed)), process_id)


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
