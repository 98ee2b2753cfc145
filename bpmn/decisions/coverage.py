"""What the rows of a decision table leave open, and where two of them meet: found by cutting the inputs into pieces.

A cell that depends on more than its input (`amount > limit`) may fit anything: what hangs on it is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bpmn.decisions.pieces import Cut, Mixed, Piece, cut, literal, merged, stretches
from bpmn.decisions.sheet import ANYTHING, Column, Sheet
from bpmn.expressions import Functions

MOST_GAPS = 10
MOST_OVERLAPS = 50
MOST_STEPS = 20_000
SINGLE = ("UNIQUE", "ANY", "FIRST", "PRIORITY")
"""Policies under which a combination that no row fits has no answer; the others give an empty list."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Values of all inputs: `cells` says which (as the tests of a row would), `example` names one of each."""

    cells: tuple[str, ...]
    example: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows (numbers from 1) that fit the same values."""

    rows: tuple[int, int]
    at: Combination


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found; `is_told` is False where cells, mixed kinds or sheer size leave more than is listed."""

    overlaps: tuple[Overlap, ...] = ()
    gaps: tuple[Combination, ...] = ()
    untold: tuple[tuple[int, int], ...] = ()
    """Row and input (numbers from 1) of cells that depend on more than their input."""
    is_told: bool = True


def coverage(sheet: Sheet, functions: Functions, choices: Mapping[str, Sequence[str]] | None = None) -> Coverage:
    """Look for gaps under every policy and for overlaps under UNIQUE, under ANY where the outputs differ.

    `choices` gives the texts that an input expression can be where its column does not say it.
    """
    if not sheet.lines or not sheet.inputs:
        return Coverage()
    try:
        cuts = [_cut(sheet, number, functions, choices or {}) for number in range(len(sheet.inputs))]
    except Mixed:
        return Coverage(is_told=False)
    search = _Search(cuts, len(sheet.lines))
    gaps = search.gaps()
    overlaps = list(_overlaps(sheet, cuts))
    untold = tuple((row + 1, number) for number, each in enumerate(cuts, 1) for row in each.untold)
    is_told = not untold and search.steps <= MOST_STEPS and len(gaps) < MOST_GAPS and len(overlaps) < MOST_OVERLAPS
    return Coverage(tuple(overlaps), tuple(gaps), untold, is_told)


def _cut(sheet: Sheet, number: int, functions: Functions, choices: Mapping[str, Sequence[str]]) -> Cut:
    column: Column = sheet.inputs[number]
    allowed = column.allowed or ", ".join(literal(each) for each in choices.get(column.expression, ()))
    return cut([line.tests[number] for line in sheet.lines], column.type, allowed, functions)


def _overlaps(sheet: Sheet, cuts: Sequence[Cut]) -> Iterator[Overlap]:
    if sheet.policy not in ("UNIQUE", "ANY"):
        return
    found = 0
    for one, other in combinations(range(len(sheet.lines)), 2):
        if sheet.policy == "ANY" and sheet.lines[one].results == sheet.lines[other].results:
            continue
        common = [each.fits[one] & each.fits[other] for each in cuts]
        if all(common):
            yield Overlap((one + 1, other + 1), _combination(cuts, common))
            found += 1
            if found == MOST_OVERLAPS:
                return


def _combination(cuts: Sequence[Cut], common: Sequence[int]) -> Combination:
    chosen = [merged(_bits(bits), each.pieces) for bits, each in zip(common, cuts, strict=True)]
    return Combination(tuple(piece.cell for piece in chosen), tuple(_example(piece) for piece in chosen))


def _example(piece: Piece) -> str:
    return ANYTHING if piece.cell == ANYTHING else literal(piece.sample)


def _bits(mask: int) -> list[int]:
    return [number for number in range(mask.bit_length()) if mask >> number & 1]


class _Search:
    """Walks the columns from left to right; at each, pieces that the same rows fit are one way to go."""

    def __init__(self, cuts: Sequence[Cut], rows: int) -> None:
        self.cuts = cuts
        self.steps = 0
        self._rows = (1 << rows) - 1
        self._always = [self._fitting_all(column, rows) for column in range(len(cuts) + 1)]
        self._ways = [self._fitting(each, rows) for each in cuts]
        self._covered: set[tuple[int, int]] = set()

    def gaps(self) -> list[Combination]:
        """Give combinations that no row can fit, at most `MOST_GAPS`."""
        found: list[Combination] = []
        self._walk(0, self._rows, [], found)
        return found

    def _walk(self, column: int, rows: int, taken: list[int], found: list[Combination]) -> None:
        if rows & self._always[column] or (column, rows) in self._covered:
            return
        if not rows:
            rest = [(1 << len(each.pieces)) - 1 for each in self.cuts[column:]]
            found.append(_combination(self.cuts, [*taken, *rest]))
            return
        before = len(found)
        for left, pieces in self._groups(column, rows):
            self.steps += 1
            if self.steps > MOST_STEPS or len(found) >= MOST_GAPS:
                return
            self._walk(column + 1, left, [*taken, pieces], found)
        if len(found) == before:
            self._covered.add((column, rows))

    def _groups(self, column: int, rows: int) -> list[tuple[int, int]]:
        """Give rows still fitting → the pieces (as bits) that leave these rows, those with the fewest first."""
        groups: dict[int, int] = {}
        for number, fitting in enumerate(self._ways[column]):
            groups[fitting & rows] = groups.get(fitting & rows, 0) | 1 << number
        open_ones = stretches(_bits(groups.pop(0, 0)), self.cuts[column].pieces)
        empty = [(0, sum(1 << number for number in stretch)) for stretch in open_ones]
        return empty + sorted(groups.items(), key=lambda group: group[0].bit_count())

    @staticmethod
    def _fitting(each: Cut, rows: int) -> list[int]:
        """Give for every piece of a column the rows that may fit it."""
        return [
            sum((each.may_fit[row] >> piece & 1) << row for row in range(rows)) for piece in range(len(each.pieces))
        ]

    def _fitting_all(self, column: int, rows: int) -> int:
        """Give the rows that may fit whatever the columns from here on hold."""
        return sum(
            all(each.may_fit[row] == (1 << len(each.pieces)) - 1 for each in self.cuts[column:]) << row
            for row in range(rows)
        )
