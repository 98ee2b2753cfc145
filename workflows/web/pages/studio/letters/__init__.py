"""The letters of the studio (문서): the list of a draft's letters, and one letter as blocks with its preview."""

from __future__ import annotations

from workflows.web.endpoint import Address
from workflows.web.pages.studio.letters import editor, listing

ADDRESSES: tuple[Address, ...] = (*listing.LETTERS.addresses, *editor.ADDRESSES)
