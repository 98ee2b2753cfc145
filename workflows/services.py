"""What every use case may need: put together once in `workflows.bootstrap`, handed on from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.forms import Form
from bpmn.moving import Judge
from tasks.registry import Operation, Rule
from workflows.clock import Clock
from workflows.records.one_writer import OneWriter
from workflows.settings import Settings


@dataclass(frozen=True)
class Services:
    """The parts every use case may need, put together once in `workflows.bootstrap`."""

    settings: Settings
    database: sa.Engine
    engine: Engine
    clock: Clock
    operations: Mapping[str, Operation]
    rules: Mapping[str, Rule]
    functions: Mapping[str, Callable[..., Any]]
    """What expressions in diagrams and forms may call."""
    bundles: dict[int, Bundle] = field(default_factory=dict)
    """Published bundles by definition id; they never change, so they are read once."""
    forms: dict[tuple[str, str, str], Form] = field(default_factory=dict)
    """Forms that were read, by bundle digest, process and form id."""
    assignments: dict[Any, dict[int, int | None]] = field(default_factory=dict)
    """Who may do a task, by everything the answer rests on (`instances.candidates`)."""
    judges: dict[int, Judge] = field(default_factory=dict)
    """The judge of the move under way, by run: what is alike among its cases is proven once."""
    strangers: dict[bytes, tuple[int, datetime | None]] = field(default_factory=dict)
    """Failed sign-ins under logins that nobody has, and until when each must wait."""
    failures: dict[str, tuple[datetime, ...]] = field(default_factory=dict)
    """When sign-ins failed lately, by the address they came from (`http.sign_in_pace`)."""
    roles: dict[Any, frozenset[str]] = field(default_factory=dict)
    """Roles of people, by everything they rest on (`queries.viewer`)."""
    on_commit: list[Callable[[], None]] = field(default_factory=list)
    """Called after a commit that left work to be done at once, so that a sleeping dispatcher looks at it."""
    writer: OneWriter = field(default_factory=OneWriter)
    """Who may write next, where one writes at a time."""
    spare: list[Connection] = field(default_factory=list)
    """The connection of the last transaction, kept open: to open one costs as much as two statements."""
    views: list[Connection] = field(default_factory=list)
    """The same for those that only look."""

    @cached_property
    def view(self) -> sa.Engine:
        """The database for looking only; it shares the connections."""
        if self.database.dialect.name == "sqlite":
            return self.database
        return self.database.execution_options(isolation_level="AUTOCOMMIT")

    @cached_property
    def moment(self) -> sa.Engine:
        """The database for looking at one moment of it; it shares the connections."""
        return self.database.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @cached_property
    def writing(self) -> sa.Engine:
        """The database for transactions; it shares the connections."""
        return self.database.execution_options(writes=True)

    def let_go(self) -> None:
        """Close the connections that nobody uses."""
        for kept in (self.spare, self.views):
            while kept:
                kept.pop().close()
        self.database.dispose()

    @cached_property
    def external_operations(self) -> frozenset[str]:
        """Operations that must never run inside a transaction, whatever the diagram says."""
        return frozenset(name for name, operation in self.operations.items() if operation.execution == "external")
