"""What a level has to know of the levels inside its activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bpmn.engine.marking import Place
from bpmn.soundness.outside import Exit
from bpmn.soundness.verdict import Steps

if TYPE_CHECKING:
    from bpmn.soundness.moves import Space


class Inside(Protocol):
    """What is known of the level inside an activity."""

    @property
    def exits(self) -> dict[Exit, Steps]:
        """How it may end, each with the shortest way."""

    @property
    def at_once(self) -> dict[Exit, Steps]:
        """How it may end without ever waiting."""

    @property
    def thrown(self) -> dict[Exit, Steps]:
        """What it may throw without ending."""

    @property
    def waits(self) -> bool:
        """Whether it may come to wait."""

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn in it."""

    @property
    def blind(self) -> bool:
        """Whether it may come to wait for nothing but conditions over the data."""


class Behaviours(Protocol):
    """Gives what is known of the levels inside activities."""

    def of_place(self, space: Space, place: Place) -> Inside | None:
        """Give what the level inside an activity may still do; None when there is none."""
