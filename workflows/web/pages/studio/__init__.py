"""The studio's pages: one file each, collected here for `workflows.web.app`."""

from __future__ import annotations

from workflows.web.endpoint import Address
from workflows.web.pages.studio import (
    diagram,
    files,
    home,
    moves,
    overview,
    presence,
    recovery,
    submissions,
    transfer,
    versions,
)

PAGES = (home, overview, diagram, submissions, versions, moves, transfer, files, recovery, presence)

ADDRESSES: tuple[Address, ...] = tuple(address for page in PAGES for address in page.ADDRESSES)
