"""The form builder of the studio: the list of a process's forms, one form, its preview, what is brought in."""

from __future__ import annotations

from workflows.web.endpoint import Address
from workflows.web.pages.studio.forms import bringing, builder, listing, preview

ADDRESSES: tuple[Address, ...] = (*listing.ADDRESSES, *bringing.ADDRESSES, *builder.ADDRESSES, *preview.ADDRESSES)
