"""The roles of staff that a city's own content adds to those that the program knows."""

from __future__ import annotations

import tomllib
from pathlib import Path

from messages.content import content
from workflows.errors import ContentWrong


def own_roles() -> frozenset[str]:
    """Read `roles.toml`; raises ContentWrong for a file that is no TOML, or whose `staff` is no list of codes."""
    path = content(Path(__file__).with_name("roles.toml"))
    expects = 'staff = ["animal_officer"]'
    try:
        staff = tomllib.loads(path.read_text("utf-8")).get("staff")
    except (OSError, ValueError) as fault:
        raise ContentWrong(path=path, reason=fault, expects=expects) from fault
    if not isinstance(staff, list) or not all(isinstance(role, str) and role.split() == [role] for role in staff):
        raise ContentWrong(path=path, reason=f"staff: {staff!r}", expects=expects)
    return frozenset(staff)
