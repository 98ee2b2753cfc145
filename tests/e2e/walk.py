"""A walk through a process: a list of who finishes which element with what, done at a real browser."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tests.e2e.person import Person, Step
from tests.kit.city import City

PICTURES = os.environ.get("JORYE_SCREENSHOTS") == "1"
"""The documentation's pictures are taken only when asked for: they would change with every run."""


def walk(person: Person, city: City, case: int, steps: Sequence[Step], *, pictures: str = "") -> None:
    """Do the steps one after the other; `pictures` names the series of pictures, empty for none."""
    for number, step in enumerate(steps, 1):
        person.enter_as(step.login)
        task = city.task(case, step.element)
        if pictures and PICTURES:
            person.open(f"/tasks/{task.id}")
            person.picture(f"{pictures}-{number:02}-{step.element}")
        person.finish(task.id, step.values)
        city.run_due()
    person.open(f"/cases/{case}")
    if pictures and PICTURES:
        person.picture(f"{pictures}-case")
