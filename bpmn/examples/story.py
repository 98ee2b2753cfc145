"""What is done in an example, in the order in which it is done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from bpmn.model import Values


@dataclass(frozen=True, slots=True)
class Given:
    """What is otherwise than usual in the city when the story begins."""

    absent: tuple[str, ...] = ()
    """Logins of who is away as long as the story lasts, so that deputies act."""
    without: tuple[str, ...] = ()
    """Codes of committees that are not set up."""


@dataclass(frozen=True, slots=True)
class Start:
    """Who starts the process with which answer to its start form; nobody (empty) when a schedule starts it."""

    by: str = ""
    values: Values = field(default_factory=dict)
    event: str = ""
    """Start event or message, where there are several."""


@dataclass(frozen=True, slots=True)
class Finish:
    """A person finishes the open task of an element; among several, the one at `index`."""

    element: str
    by: str
    values: Values = field(default_factory=dict)
    index: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """Time passes until a moment; what comes due on the way happens at its own time."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Send:
    """A message arrives: from outside, or sent by a person, whose answer to the form of the event is the payload."""

    name: str
    correlation: str = ""
    payload: Values = field(default_factory=dict)
    by: str = ""


StepTold = Finish | Wait | Send


@dataclass(frozen=True, slots=True)
class Story:
    """A whole run: when it begins, who starts it, every step, and what is otherwise than usual."""

    at: datetime
    start: Start = Start()
    steps: tuple[StepTold, ...] = ()
    given: Given = Given()

    def begun(self, start: Start) -> Story:
        """Begin anew, on the same day in the same city."""
        return replace(self, start=start, steps=())

    def then(self, step: StepTold) -> Story:
        """Go on with a further step."""
        return replace(self, steps=(*self.steps, step))

    def upto(self, number: int) -> Story:
        """Keep the first steps only."""
        return replace(self, steps=self.steps[:number])

    def but_last(self) -> Story:
        """Take the last step back."""
        return self.upto(len(self.steps) - 1)
