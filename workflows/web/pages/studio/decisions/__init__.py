"""The decision tables of the studio (결정표): the list of a draft's tables, and one table as a form."""

from __future__ import annotations

from workflows.web.endpoint import Address
from workflows.web.pages.studio.decisions import comfortable, editor, listing

ADDRESSES: tuple[Address, ...] = (*listing.DECISIONS.addresses, *editor.ADDRESSES, *comfortable.ADDRESSES)
