"""The bundle of a draft: its own files with those of the processes it calls, as they are in effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import Connection

from bpmn.bundle import MAIN, Bundle, called_ids, main_file, runs
from workflows.drafts.refusals import NoDraft
from workflows.drafts.rows import own_files
from workflows.errors import NotPublished
from workflows.instances.versions import current_version, newest_version

GivePublished = Callable[[int], Bundle]
"""Gives the bundle of a published version by its definition id."""


def draft_bundle(published: GivePublished, connection: Connection, process_id: str, on: date) -> Bundle:
    """Put a draft together as it would be published on a day; raises NoDraft."""
    files = own_files(connection, process_id)
    if not files:
        raise NoDraft(process_id=process_id)
    return _with_called(published, connection, files, process_id, on)


def _with_called(
    published: GivePublished, connection: Connection, files: Mapping[str, bytes], process_id: str, on: date
) -> Bundle:
    """Add the called processes' files to a process's own.

    One that was never published by itself comes from the newest version of this process, if that holds it; else it is
    left for the check to miss.
    """
    found: dict[str, bytes] = {}
    own = Bundle.from_files(files, process_id)
    done = {process_id}
    wanted = called_ids(own.files[own.main])
    newest = newest_version(connection, process_id)
    before = published(newest.id).called if newest else {}
    while wanted:
        called_id = wanted.pop()
        if called_id in done or called_id in own.drawn_ids:
            continue
        done.add(called_id)
        called = _own_part(published, connection, called_id, on) or _held(before, called_id)
        found |= {f"called/{called_id}/{name}": content for name, content in called.items() if runs(name)}
        wanted += called_ids(called[main_file(called)]) if called else []
    return Bundle.from_files({**files, **found}, process_id)


def own_part(bundle: Bundle) -> dict[str, bytes]:
    """Give a bundle's files without those of the processes it calls, its diagram under the name drafts use."""
    files = {name: content for name, content in bundle.files.items() if not name.startswith("called/")}
    files[MAIN] = files.pop(bundle.main)
    return files


def _own_part(published: GivePublished, connection: Connection, process_id: str, on: date) -> dict[str, bytes]:
    try:
        version = current_version(connection, process_id, on)
    except NotPublished:
        return {}
    return own_part(published(version.id))


def _held(before: Mapping[str, Bundle], process_id: str) -> dict[str, bytes]:
    return own_part(before[process_id]) if process_id in before else {}
