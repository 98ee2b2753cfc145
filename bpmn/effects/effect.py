"""What an element reads and writes, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bpmn.expressions import Expression, Script
from bpmn.expressions.kinds import ANY, Type

Names = frozenset[str]
UNTOLD = "*"
"""Stands among the names of variables for values that come and that nobody can tell."""


@dataclass(frozen=True, slots=True)
class Read:
    """Names that one text of an element reads."""

    names: Names
    text: str = ""
    """The text itself, when its types can be checked."""
    wanted: Type = ANY
    is_script: bool = False
    late: bool = False
    """Read when the element's own values are written already."""
    at: str = ""
    """The sequence flow whose condition it is; else the element itself reads."""


@dataclass(slots=True)
class Effect:
    """What one element reads and writes; of a repeating activity what each of its instances does."""

    reads: list[Read] = field(default_factory=list)
    writes: dict[str, Type] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    """Those of `writes` that are there whichever way it took and whatever people answered."""
    asked: set[str] = field(default_factory=set)
    """Those that a form asks for: there where its field shows, or where a message is as its form would have it."""
    inner: dict[str, Type] = field(default_factory=dict)
    """Names that only the instances of a multi-instance see."""
    output: str = ""
    """The collection of the results of a multi-instance."""
    outputs: tuple[str, ...] = ()
    """All that leaves an activity which declares what it gives; empty when it does not."""
    before: set[str] = field(default_factory=set)
    """What the script before its work has written."""
    around: set[str] = field(default_factory=set)
    """What scripts around the whole of a repeating activity have written, be there nothing to repeat."""
    may_skip: bool = False
    """Whether there may be nothing to repeat."""
    scripts: list[str] = field(default_factory=list)
    """Scripts whose assignments have types that depend on other variables."""
    open: bool = False
    """Whether it may write names that nobody can tell."""

    @property
    def told(self) -> Names:
        """What one run of it writes where forms are answered in full, with `UNTOLD` where that may be more."""
        return frozenset({*self.sure, *self.asked, *([UNTOLD] if self.open else [])})

    @property
    def given(self) -> Names:
        """All that leaves an activity which says what it gives; empty for one that does not."""
        return frozenset({self.output, *self.outputs} - {""})

    @property
    def left(self) -> Names:
        """What is there for certain for those who come after."""
        return self._leaving(frozenset(self.sure))

    @property
    def expected(self) -> Names:
        """What those who come after may go by where forms are answered in full."""
        return self._leaving(self.told)

    def _leaving(self, written: Names) -> Names:
        return (self.given or (frozenset() if self.may_skip else written)) | self.around

    def read(self, expression: Expression | None, wanted: Type = ANY, *, late: bool = False) -> None:
        """Add what an expression reads."""
        self.reads += reading(expression, wanted, late=late)

    def run(self, script: Script | None, *, late: bool = False) -> None:
        """Add what a script reads and assigns; some of it perhaps only on one of its ways."""
        if script is not None:
            self.reads.append(Read(script.needed - script.asked, script.text, is_script=True, late=late))
            self.writes |= {name: self.writes.get(name, ANY) for name in script.assigned}
            self.sure |= script.settled
            self.scripts.append(script.text)

    def write(self, types: Mapping[str, Type]) -> None:
        """Add what is written for certain."""
        self.writes |= types
        self.sure |= types.keys()


def reading(
    expression: Expression | None,
    wanted: Type = ANY,
    *,
    late: bool = False,
    besides: Iterable[str] = (),
    at: str = "",
) -> Iterator[Read]:
    """Give the read of one expression; what it asks for with `exists` is not missed."""
    if expression is not None:
        names = expression.names - expression.asked - frozenset(besides)
        yield Read(names, expression.text, wanted, late=late, at=at)
