"""Copies the whole database while it is in use (백업), checks the copy, and forgets the oldest ones.

Uploads are in the database. The installation's secret is copied beside the backups: without it no stored state can be
read again. Taking the folder off the machine is the operator's part (docs/how-to/run-at-scale.md).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from workflows.clock import city_date
from workflows.errors import BackupFailed
from workflows.services import Services

KEEP = 30
"""Backups of as many days are kept."""


def back_up(services: Services, *, now: datetime) -> Path:
    """Write the backup of the day, readable by its owner only, and give its path; a second one replaces the first.

    Raises BackupFailed when `pg_dump` is missing or fails, or when the copy is not sound.
    """
    folder = services.settings.data_folder / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sqlite = services.database.dialect.name == "sqlite"
    target = folder / f"jorye-{city_date(now)}.{'sqlite3' if sqlite else 'dump'}"
    unfinished = target.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
    (_copy_sqlite if sqlite else _dump_postgresql)(services.database.url, unfinished)
    unfinished.replace(target)
    _copy_secret(services.settings.data_folder / "secret", folder / "secret")
    for old in sorted(folder.glob(f"jorye-*{target.suffix}"))[:-KEEP]:
        old.unlink()
    return target


def _copy_sqlite(address: sa.URL, target: Path) -> None:
    source, copy = sqlite3.connect(address.database or ""), sqlite3.connect(target)
    try:
        source.backup(copy)
        if copy.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise BackupFailed(path=target, reason="PRAGMA integrity_check")
    finally:
        copy.close()
        source.close()


def _dump_postgresql(address: sa.URL, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupFailed(path=target, reason="pg_dump: not installed")
    plain = address.set(drivername="postgresql", password=None).render_as_string()
    password = {"PGPASSWORD": str(address.password)} if address.password else {}
    command = [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={plain}"]
    done = subprocess.run(command, env={**os.environ, **password}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupFailed(path=target, reason=done.stderr.strip())


def _copy_secret(secret: Path, copy: Path) -> None:
    if secret.exists() and not copy.exists():
        with os.fdopen(os.open(copy, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
            file.write(secret.read_bytes())
