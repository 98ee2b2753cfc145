"""Fills an empty installation with the invented city of the demonstration: its people, registers and processes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

import bpmn
import workflows
from bpmn.bundle import Bundle
from messages.content import content
from tasks.registers.people import person
from workflows.clock import city_date
from workflows.runtime import UnitOfWork
from workflows.use_cases.load_registers import load_registers
from workflows.use_cases.publish_supplied import publish_supplied

CONTENT = Path(workflows.__file__).parent / "demo" / "anyang.toml"
WRITTEN_FOR = 2027
_YEAR = re.compile(r"(?<!\d)20[0-9]{2}(?!\d)")
CATALOGUE = Path(bpmn.__file__).parent / "catalogue"


def load_demo(uow: UnitOfWork, *, now: datetime) -> None:
    """Load people, registers and accounts once, and publish whatever of the catalogue is new or changed."""
    load_people(uow, now=now)
    for bundle in catalogue():
        publish_supplied(uow, bundle, now=now)


def load_people(uow: UnitOfWork, *, now: datetime) -> None:
    """Load the registers of the demonstration and an account without password for everybody, unless they are there."""
    if uow.connection.execute(select(person.c.id).limit(1)).first() is not None:
        return
    load_registers(uow, demo_content(city_date(now)), now=now)


def demo_content(today: date) -> dict[str, Any]:
    """Give the city's registers with their years moved, so that a demonstration begun in any year finds money to grant.

    The content is written for the fiscal year 2027; the one that is meant is that of the day two months ahead.
    """
    by = (today + timedelta(days=60)).year - WRITTEN_FOR
    return tomllib.loads(_YEAR.sub(lambda found: str(int(found[0]) + by), CONTENT.read_text("utf-8")))


def catalogue() -> Iterator[Bundle]:
    """Give the bundle of every process that comes with the program, or with the city's own content."""
    for folder in sorted(content(CATALOGUE).iterdir()):
        if (folder / "process.bpmn").exists():
            yield Bundle.read(folder)
