"""Expressions written for other engines: unwrapped where they mean the same here, else explained word by word."""

from __future__ import annotations

import re

_WRAPPED = re.compile(r"[$#]\{([^{}]*)\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORDS = (
    (r"(?<![=!<>])=(?![=])", "=", "=="),
    (r"={3}", "===", "=="),
    (r"&&", "&&", "and"),
    (r"\|\|", "||", "or"),
    (r"!(?!=)", "!", "not"),
    (r"\beq\b", "eq", "=="),
    (r"\bne\b", "ne", "!="),
    (r"\b(?:gt|ge|lt|le)\b", "gt, ge, lt, le", ">, >=, <, <="),
    (r"\bempty\b", "empty", "len(…) == 0"),
    (r"\?.*:", "a ? b : c", "b if a else c"),
    (r"\bif\b.*\bthen\b", "if a then b else c", "b if a else c"),
    (r"\[.*\.\..*\]", "x in [1..5]", "1 <= x <= 5"),
)
"""How to recognise a word of another language, how it is written there, and what to write here."""


def without_braces(text: str) -> str:
    """Take off `${…}` and `#{…}` (JUEL); gives the text stripped."""
    text = text.strip()
    wrapped = _WRAPPED.fullmatch(text)
    return wrapped[1].strip() if wrapped else text


def unwrapped(text: str) -> str:
    """Take off `${…}` (JUEL) and a leading `=` (FEEL); FEEL with an index stays, for it counts from one."""
    text = without_braces(text)
    if text.startswith("=") and not text.startswith("==") and "[" not in text:
        return text[1:].strip()
    return text


def foreign_words(text: str) -> str:
    """List what to write instead of the words of another language that stand in an expression; empty without any."""
    bare = _QUOTED.sub("''", unwrapped(text))
    return "; ".join(f"{there} → {here}" for pattern, there, here in _WORDS if re.search(pattern, bare, re.DOTALL))
