"""A walk through a process: a list of who finishes which element with what, done at a real browser."""

from __future__ import annotations

from collections.abc import Sequence

from tests.e2e.person import Person, Step
from tests.kit.city import City


def walk(person: Person, city: City, case: int, steps: Sequence[Step]) -> None:
    """Do the steps one after the other, and look at the case at the end."""
    for step in steps:
        person.enter_as(step.login)
        person.finish(city.task(case, step.element).id, step.values)
        city.run_due()
    person.open(f"/cases/{case}")
