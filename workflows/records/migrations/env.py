"""Run by Alembic: works on the open transaction it is handed, never opens one of its own."""

from __future__ import annotations

from alembic import context

from workflows.records.migrations import all_tables

context.configure(
    connection=context.config.attributes["connection"], target_metadata=all_tables(), transactional_ddl=True
)
context.run_migrations()
