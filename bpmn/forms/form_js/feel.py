"""The simple ones of FEEL's expressions in our own language: comparisons, `and`, `or`, `not(…)`, arithmetic.

Functions, ranges, filters, `if … then … else`, `for` and `some` are refused: what cannot be said the same way is not
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bpmn.expressions import ExpressionRefused, Functions, compile_expression

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)"""
    r"""|(?P<sign><=|>=|!=|[=<>()+\-*/]))"""
)
_WORDS = {"and": "and", "or": "or", "not": "not", "true": "True", "false": "False", "null": "None"}
_FOREIGN = frozenset(
    {"if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "instance", "of"}
)


class NotSimple(Exception):  # noqa: N818  # not an error: the expression is refused
    """The expression says more than can be carried over."""


def translate(text: str, names: Mapping[str, str], functions: Functions) -> str:
    """Give a FEEL expression (with or without its leading `=`) in our language; raises NotSimple.

    `names` says what each key of the schema is called here; a name that is no key is the case's.
    """
    written = " ".join(_translated(text.strip().removeprefix("="), names))
    for tight, loose in (("(", "( "), (")", " )")):
        written = written.replace(loose, tight)
    try:
        return compile_expression(written, functions).text
    except ExpressionRefused as refused:
        raise NotSimple from refused


def negated(text: str) -> str:
    """Give the opposite of a condition."""
    return f"not ({text})"


def _translated(text: str, names: Mapping[str, str]) -> Iterator[str]:
    place, before = 0, ""
    text = text.rstrip()
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise NotSimple
        place = token.end()
        yield _word(token, before, names)
        before = token.group().strip()


def _word(token: re.Match[str], before: str, names: Mapping[str, str]) -> str:
    kind, word = token.lastgroup, token.group().strip()
    if kind == "name":
        if word in _FOREIGN:
            raise NotSimple
        return _WORDS.get(word) or names.get(word, word)
    if kind == "sign":
        if word == "(" and re.fullmatch(r"[^\W\d][\w.]*", before) and before not in _WORDS:
            raise NotSimple  # a function
        return "==" if word == "=" else word
    return word
