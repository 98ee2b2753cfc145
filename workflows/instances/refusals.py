"""What a register or the law refuses while an answer is worked in comes back to the person, who can correct it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from tasks.contract import ServiceError
from tasks.law.errors import LawError
from tasks.registers.guard import GuardError, explain
from workflows.errors import RegisterRefused


@contextmanager
def told_to_the_person() -> Iterator[None]:
    """Raise RegisterRefused for what a guard, the law's arithmetic or a trigger of the database refuses inside."""
    try:
        yield
    except (GuardError, LawError, ServiceError) as refusal:
        raise RegisterRefused(refusal) from refusal
    except IntegrityError as error:
        refusal_of_trigger = explain(error)
        if refusal_of_trigger is None:
            raise
        raise RegisterRefused(refusal_of_trigger) from error
