"""Tells when the database chose another transaction instead of this one, so that its step may be tried again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from workflows.records.prepared import MISSED

_LOST = frozenset({"40001", "40P01", "55P03", MISSED})
"""PostgreSQL's codes for a serialization failure, a deadlock, a lock that could not be had, a row not found."""


def driver_errors(database: sa.Engine) -> tuple[type[Exception], ...]:
    """Give the classes of errors among which a lost race may be."""
    driver: Any = database.dialect.loaded_dbapi
    return (sa.exc.OperationalError, sa.exc.DataError, driver.OperationalError, driver.DataError)


def chose_another(error: Exception) -> bool:
    """Tell whether an error of the database is one."""
    cause: Any = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    return getattr(cause, "sqlstate", None) in _LOST or getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY")
