"""FEEL as other tools write it, translated into the one expression language when a table is compiled.

What stands in the file stays as it was typed. Translated: `date and time(…)`, `@"2027-01-01"`, `a = b`,
`if a then b else c`, `x between 1 and 5`, `x in (1..5]`, `some`/`every … in … satisfies …`, `list contains(…)`,
`string length(…)`, `count(…)`, `string(…)`; `${…}` is taken off. What has no equal here is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bpmn.expressions import ExpressionRefused
from bpmn.expressions.foreign import without_braces
from bpmn.expressions.limits import SOURCE_CHARACTERS

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', re.DOTALL)
_HELD = re.compile("\ue000(\\d+)\ue001")
_START = "(?<![\\w.?\ue000\ue001])"
_OPERAND = r"(?:[\w.?\ue000\ue001]+(?:\([^()]*\))?)"
_NAMES = (
    (re.compile(r"\bdate and time\s*\("), "datetime("),
    (re.compile(r"\bstring length\s*\("), "len("),
    (re.compile(r"\bcount\s*\("), "len("),
    (re.compile(r"\bstring\s*\("), "text("),
    (re.compile(r"(?<![<>=!])=(?!=)"), "=="),
)
_AT = re.compile(r"@(\ue000\d+\ue001)")
_DATE = re.compile(r'"\d{4}-\d{2}-\d{2}(T[^"]*)?"')
_CONTAINS = re.compile(r"\b(?:list contains|contains)\s*\(")
_BETWEEN = re.compile(rf"{_START}({_OPERAND})\s+between\s+({_OPERAND})\s+and\s+({_OPERAND})")
_WITHIN = re.compile(rf"{_START}({_OPERAND})\s+in\s*([\[(\]])\s*({_OPERAND})\s*\.\.\s*({_OPERAND})\s*([\])\[])")
_SATISFIES = re.compile(r"\b(some|every)\s+(\w+)\s+in\s+((?:(?!\b(?:some|every)\b).)+?)\s+satisfies\s+", re.DOTALL)
_THEN = re.compile(r"\bif\b((?:(?!\bif\b).)*?)\bthen\b((?:(?!\bif\b).)*?)\belse\b", re.DOTALL)
_FOREIGN = {
    "duration": re.compile(r"\b(?:years and months )?duration\s*\("),
    "time": re.compile(r"(?<!date and )\btime\s*\("),
    "instance": re.compile(r"\binstance\s+of\b"),
    "definition": re.compile(r"\bfunction\s*\("),
    "loop": re.compile(r"\bfor\b.+\breturn\b", re.DOTALL),
    "power": re.compile(r"\*\*"),
    "filter": re.compile(r"\[\s*item\b"),
    "library": re.compile(
        r"\b(?:starts with|ends with|substring(?: before| after)?|upper case|lower case|replace|matches|split"
        r"|append|concatenate|flatten|distinct values|index of|insert before|remove|reverse|union|floor|ceiling"
        r"|modulo|sqrt|median|stddev|mode|day of week|month of year|week of year|is defined|get value)\s*\("
    ),
}
"""Reason (`expressions.feel_<reason>`) → what has no equal in the one language."""
PASSES = 50


def translated(text: str) -> str:
    """Give the text in the one language; raises ExpressionRefused (`feel_…`) for what cannot be said in it."""
    if len(text) > SOURCE_CHARACTERS:
        return text  # the compiler refuses it
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\ue000{len(held) - 1}\ue001"

    code = _TEXT.sub(hold, without_braces(text))
    for reason, pattern in _FOREIGN.items():
        if found := pattern.search(code):
            raise ExpressionRefused(f"feel_{reason}", 1, found.start() + 1, found=_shown(found[0], held))
    code = _AT.sub(lambda match: _moment(held[int(match[1][1:-1])]), code)
    for step in (_ifs, _quantified, _memberships):
        code = step(code)
    code = _WITHIN.sub(_interval, _BETWEEN.sub(r"(\2 <= \1 <= \3)", code))
    for pattern, ours in _NAMES:
        code = pattern.sub(ours, code)
    return _shown(code, held)


def _shown(code: str, held: list[str]) -> str:
    return _HELD.sub(lambda match: held[int(match[1])], code)


def _moment(text: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ExpressionRefused("feel_at", 1, 1, found=f"@{text}")
    return f"{'datetime' if match[1] else 'date'}({text})"


def _ifs(code: str) -> str:
    """Turn `if a then b else c` into `((b) if (a) else (c))`, the innermost first."""

    def rewrite(match: re.Match[str], after: str) -> str:
        return f"(({match[2].strip()}) \ue002 ({match[1].strip()}) else ({after.strip()}))"

    return _rewritten(code, _THEN, rewrite).replace("\ue002", "if")


def _quantified(code: str) -> str:
    def rewrite(match: re.Match[str], after: str) -> str:
        function = "any" if match[1] == "some" else "all"
        return f"{function}([{after.strip()} for {match[2]} in {match[3].strip()}])"

    return _rewritten(code, _SATISFIES, rewrite)


def _memberships(code: str) -> str:
    """Turn `list contains(list, value)` into `((value) in (list))`."""
    for _ in range(PASSES):
        found = _CONTAINS.search(code)
        if found is None:
            break
        end = found.end() + _end(code[found.end() :])
        held, comma, wanted = _split(code[found.end() : end])
        if not comma or end == len(code):
            raise ExpressionRefused("feel_contains", 1, found.start() + 1)
        code = f"{code[: found.start()]}(({wanted.strip()}) in ({held.strip()})){code[end + 1 :]}"
    return code


def _rewritten(code: str, pattern: re.Pattern[str], rewrite: Callable[[re.Match[str], str], str]) -> str:
    """Rewrite each place, the last first: what follows it belongs to it up to the end of its bracket or a comma."""
    for _ in range(PASSES):
        found = [*pattern.finditer(code)]
        if not found:
            break
        last = found[-1]
        end = last.end() + _end(code[last.end() :], ",", "then", "else")
        code = code[: last.start()] + rewrite(last, code[last.end() : end]) + " " * (end < len(code)) + code[end:]
    return code


def _interval(match: re.Match[str]) -> str:
    value, opening, low, high, closing = match.groups()
    above, below = "<=" if opening == "[" else "<", "<=" if closing == "]" else "<"
    return f"({low} {above} {value} {below} {high})"


def _end(code: str, *stops: str) -> int:
    """Find where what begins here ends: its bracket closes, or one of the stops stands outside brackets."""
    for position, character, depth in _depths(code):
        if depth < 0 or (depth == 0 and (character in stops or _word(code, position) in stops)):
            return position
    return len(code)


def _split(code: str) -> tuple[str, str, str]:
    end = _end(code, ",")
    return code[:end], code[end : end + 1], code[end + 1 :]


def _word(code: str, position: int) -> str:
    if position and (code[position - 1].isalnum() or code[position - 1] == "_"):
        return ""
    found = re.match(r"\w+", code[position:])
    return found[0] if found else ""


def _depths(code: str) -> Iterator[tuple[int, str, int]]:
    depth = 0
    for position, character in enumerate(code):
        depth -= character in ")]}"
        yield position, character, depth
        depth += character in "([{"
