"""How long a deadline drawn in an expression is, and how it counts, as far as its text tells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

FORWARD = {
    "civil_period": "civil_period",
    "civil_period_raw": "calendar",
    "burden_period": "calendar",
    "calendar_span": "calendar",
    "notice_effect": "notice_effect",
    "minwon_days": "working",
    "working_days_after": "working",
    "elapsed_hours": "elapsed_hours",
}
"""Functions of the law that count on from a day → how they count."""
BACKWARD = {"backward": "backward", "backward_working": "backward", "backward_lenient": "lenient"}
"""Functions that count back from a day."""
TRANSPARENT = frozenset({"start_of_day", "end_of_day", "date"})
"""Functions that leave the day as it is."""
_ISO = re.compile(r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(\d{1,6})H)?")


@dataclass(frozen=True, slots=True)
class Length:
    """A length as it is written, with the fewest and the most days it can be, and how it counts."""

    text: str
    fewest: float
    most: float
    counting: str

    @property
    def is_backward(self) -> bool:
        """Whether it is counted back from a day."""
        return self.counting in ("backward", "lenient", "calendar_back")


def length(text: str, counting: str) -> Length | None:
    """Read an ISO 8601 length, counted in a way; None when it says none. A month has 28 to 31 days."""
    match = _ISO.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours = (int(each or 0) for each in match.groups())
    fixed = weeks * 7 + days + hours / 24
    shortest, longest = _months(years * 12 + months)
    return _counted(Length(text, shortest + fixed, longest + fixed, counting))


def lengths(tree: ast.expr) -> list[Length | None]:
    """Give the length of every branch of an expression; None for a branch that does not tell."""
    if isinstance(tree, ast.IfExp):
        return [*lengths(tree.body), *lengths(tree.orelse)]
    if isinstance(tree, ast.Call) and _name(tree) in TRANSPARENT and len(tree.args) == 1:
        return lengths(tree.args[0])
    return [_called(tree) or _added(tree)]


def least_asked(tree: ast.expr, name: str) -> Iterator[Length]:
    """Give the lengths that a check asks a field to be at least: `reply_by >= civil_period(today(), "P10D")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.GtE):
            found = _called(node.comparators[0]) or _added(node.comparators[0])
            if isinstance(node.left, ast.Name) and node.left.id == name and found is not None:
                yield found


def _months(months: int) -> tuple[int, int]:
    whole, rest = divmod(months, 12)
    shortest = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)[rest]
    longest = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)[rest]
    return whole * 365 + shortest, whole * 366 + longest


def _counted(written: Length) -> Length:
    """Turn days of another kind into days of the calendar: working days are more, strict counting back is one more."""
    if written.counting in ("working", "minwon_long"):
        days = int(written.fewest)
        return Length(written.text, days - 1 + 2 * ((days - 1) // 5), days * 3 + 20, "working")
    if written.counting == "backward":
        return Length(written.text, written.fewest + 1, written.most + 1, "backward")
    return written


def _called(tree: ast.expr) -> Length | None:
    if not isinstance(tree, ast.Call) or len(tree.args) < 2:
        return None
    counting = FORWARD.get(_name(tree)) or BACKWARD.get(_name(tree))
    value = tree.args[1].value if isinstance(tree.args[1], ast.Constant) else None
    if counting is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return length(f"PT{value}H" if counting == "elapsed_hours" else f"P{value}D", counting)
    return length(value, counting) if isinstance(value, str) else None


def _added(tree: ast.expr) -> Length | None:
    """Read `today() + days(14)` and `held_on - days(7)`: what is added to another deadline is no length of its own."""
    if not isinstance(tree, ast.BinOp) or not isinstance(tree.op, ast.Add | ast.Sub):
        return None
    if isinstance(tree.op, ast.Add) and not (isinstance(tree.left, ast.Call) and _name(tree.left) in ("today", "now")):
        return None
    right = tree.right
    if not isinstance(right, ast.Call) or _name(right) != "days" or len(right.args) != 1:
        return None
    value = right.args[0].value if isinstance(right.args[0], ast.Constant) else None
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return length(f"P{value}D", "calendar" if isinstance(tree.op, ast.Add) else "calendar_back")


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""
