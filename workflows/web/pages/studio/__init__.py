"""The studio's pages: one file each, collected here for `workflows.web.app`."""

from __future__ import annotations

from workflows.web.endpoint import Address
from workflows.web.pages.studio import (
    decisions,
    diagram,
    examples,
    files,
    forms,
    home,
    letters,
    moves,
    overview,
    presence,
    recovery,
    submissions,
    transfer,
    try_out,
    versions,
)

PAGES = (
    home,
    overview,
    diagram,
    forms,
    decisions,
    letters,
    try_out,
    examples,
    submissions,
    versions,
    moves,
    transfer,
    files,
    recovery,
    presence,
)

ADDRESSES: tuple[Address, ...] = tuple(address for page in PAGES for address in page.ADDRESSES)
