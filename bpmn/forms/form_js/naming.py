"""Names for the keys of a schema: a key that is no name here, is reserved, or comes twice gets another one."""

from __future__ import annotations

import re
from collections.abc import Collection

from bpmn.forms.document import NAME


def name_for(key: str, taken: Collection[str], reserved: Collection[str]) -> str:
    """Give the key itself where it is a name that is free, else the nearest one."""
    name = re.sub(r"\W+", "_", key).strip("_")[:50]
    if not name or not NAME.fullmatch(name):
        name = f"field_{name}".rstrip("_")
    if name in reserved:
        name = f"{name}_value"
    number, free = 1, name
    while free in taken or free in reserved:
        number += 1
        free = f"{name}_{number}"
    return free
