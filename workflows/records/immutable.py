"""Tables whose rows may never change once written: the database itself refuses."""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

_SQLITE = """
CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END
"""

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""

_POSTGRESQL = """
CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def never_changed(table: Table) -> Table:
    """Have the database refuse every update and delete of `table`'s rows."""
    for verb in ("UPDATE", "DELETE"):
        _after_create(table, _SQLITE.format(table=table.name, verb=verb), "sqlite")
    _after_create(table, _POSTGRESQL_FUNCTION, "postgresql")
    _after_create(table, _POSTGRESQL.format(table=table.name), "postgresql")
    return table


def _after_create(table: Table, statement: str, dialect: str) -> None:
    ddl = DDL(statement.strip())  # type: ignore[no-untyped-call]  # SQLAlchemy leaves this constructor untyped
    event.listen(table, "after_create", ddl.execute_if(dialect=dialect))
