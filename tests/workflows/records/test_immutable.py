"""History and published versions cannot be changed, not even by somebody at the database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy import delete, insert, update

from workflows.records.definition import definition

VERSION = {
    "process_id": "basic_plan",
    "number": 1,
    "digest": "0" * 64,
    "title": "기본계획",
    "title_en": "Basic plan",
    "files": b"",
    "published_at": datetime(2027, 1, 4, tzinfo=UTC),
}


@pytest.mark.parametrize("change", [update(definition).values(number=2), delete(definition)], ids=["change", "remove"])
def test_a_published_version_stays_as_it_is(database: sa.Engine, change: sa.Executable) -> None:
    with database.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(insert(definition).values(VERSION))
        with pytest.raises(sa.exc.IntegrityError, match="definition is never changed"), connection.begin_nested():
            connection.execute(change)

        assert connection.execute(sa.select(definition.c.number)).scalar_one() == 1
