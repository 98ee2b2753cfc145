"""Bringing in forms of another tool: what was taken, changed and refused, and why, before anything is saved."""

from __future__ import annotations

from workflows.web.endpoint import Address

ADDRESSES: tuple[Address, ...] = ()
