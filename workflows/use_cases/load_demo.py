"""Fills an empty installation with the invented city of the demonstration: its people, registers and processes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

import bpmn
import workflows
from bpmn.bundle import Bundle
from tasks.registers.people import person
from workflows.instances.versions import newest_version
from workflows.runtime import UnitOfWork
from workflows.use_cases.load_registers import load_registers
from workflows.use_cases.publish_bundle import publish_bundle

CONTENT = Path(workflows.__file__).parent / "demo" / "anyang.toml"
CATALOGUE = Path(bpmn.__file__).parent / "catalogue"


def load_demo(uow: UnitOfWork, *, now: datetime) -> None:
    """Load people, registers and accounts once, and publish whatever of the catalogue is new or changed.

    A process whose newest version was made in the studio belongs to its owners: it is left as it is.
    """
    load_people(uow, now=now)
    for bundle in catalogue():
        newest = newest_version(uow.connection, bundle.process_id)
        if newest is None or newest.author_id is None:
            publish_bundle(uow, bundle, actor=None, now=now)


def load_people(uow: UnitOfWork, *, now: datetime) -> None:
    """Load the registers of the demonstration and an account without password for everybody, unless they are there."""
    if uow.connection.execute(select(person.c.id).limit(1)).first() is not None:
        return
    load_registers(uow, tomllib.loads(CONTENT.read_text("utf-8")), now=now)


def catalogue() -> Iterator[Bundle]:
    """Give the bundle of every process that comes with the program."""
    for folder in sorted(CATALOGUE.iterdir()):
        if (folder / "process.bpmn").exists():
            yield Bundle.read(folder)
