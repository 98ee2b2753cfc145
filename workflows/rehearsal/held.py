"""A bundle as a cache holds it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bpmn.bundle import Bundle


@dataclass(frozen=True, slots=True)
class Held:
    """A bundle that is told from others by its digest alone."""

    bundle: Bundle = field(compare=False)
    digest: str

    @classmethod
    def of(cls, bundle: Bundle) -> Held:
        """Hold a bundle."""
        return cls(bundle, bundle.digest)
