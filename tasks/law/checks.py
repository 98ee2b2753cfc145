"""Guards that all the law's arithmetic shares."""

from __future__ import annotations

from tasks.law.errors import LawError


def whole(name: str, value: object, least: int = 0) -> int:
    """Give `value` as a whole number of at least `least`; raises LawError `not_whole` naming the argument."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise LawError("not_whole", name=name, value=repr(value), least=least)
    return value
