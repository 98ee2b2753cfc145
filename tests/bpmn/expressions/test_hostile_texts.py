"""Nothing that is written in a diagram can leave the language or exhaust the machine."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest

from bpmn.expressions import ExpressionFault, compile_expression, compile_script

ESCAPES = {
    "subclasses walk": "().__class__.__base__.__subclasses__()",
    "subclasses by key": "''['__class__']",
    "class of a literal": "(1).__class__",
    "globals of a function": "len.__globals__",
    "builtin self": "len.__self__.open('/etc/passwd')",
    "function as a value": "len",
    "import function": "__import__('os').system('id')",
    "import statement": "import os",
    "from import": "from os import system",
    "builtins name": "__builtins__",
    "builtins key": "x['__builtins__']['open']",
    "open": "open('/etc/passwd')",
    "eval": "eval('1')",
    "exec": "exec('x = 1')",
    "compile": "compile('1', '', 'eval')",
    "getattr": "getattr(x, 'upper')",
    "setattr": "setattr(x, 'a', 1)",
    "type": "type('A', (), {})",
    "vars": "vars()",
    "globals": "globals()",
    "locals": "locals()",
    "dir": "dir(x)",
    "breakpoint": "breakpoint()",
    "input": "input()",
    "method of text": "'a'.upper()",
    "str.format": "'{0.__class__}'.format(x)",
    "format_map": "'{x}'.format_map(x)",
    "f-string": "f'{x.__class__}'",
    "f-string with nested format": "f'{1:{2}}'",
    "percent on text": "'%s' % x",
    "lambda": "lambda: 1",
    "called lambda": "(lambda: 1)()",
    "walrus": "(y := 1)",
    "await": "await x",
    "yield": "(yield 1)",
    "generator frame": "(i for i in [1]).gi_frame",
    "coroutine frame": "x.cr_frame",
    "traceback frame": "x.tb_frame.f_globals",
    "async comprehension": "[i async for i in xs]",
    "set": "{1, 2}",
    "dict comprehension": "{i: i for i in xs}",
    "set comprehension": "{i for i in xs}",
    "unpacking into a list": "[*xs]",
    "unpacking into a record": "{**x}",
    "star argument": "max(*xs)",
    "double star argument": "max(**x)",
    "keyword argument": "sorted(xs, reverse=True)",
    "matrix product": "xs @ xs",
    "bytes": "b'abc'",
    "complex number": "3j",
    "ellipsis": "...",
    "wide underscore (NFKC)": "\uff3f\uff3fimport\uff3f\uff3f('os')",
    "mathematical letters (NFKC)": "\U0001d426\U0001d41a\U0001d431.__self__",
    "long s in a dunder (NFKC)": "x.__cla\u017fs__",
    "private key": "x._secret",
    "private name": "_run",
    "two statements": "1; 2",
    "assignment": "x = 1",
    "assert": "assert x",
    "raise": "raise x",
    "delete": "del x",
    "global": "global x",
    "return": "return 1",
    "while": "while True: pass",
    "def": "def f(): pass",
    "class": "class A: pass",
    "decorator": "@len\ndef f(): pass",
    "try": "try:\n  1\nexcept: pass",
    "except star": "try:\n  1\nexcept* ValueError: pass",
    "with": "with x: pass",
    "match on a class": "match x:\n  case dict(): pass",
    "comment that hides the rest": "# nothing",
    "null byte": "1\x00",
    "lone surrogate": "'\ud800' == 1 and \ud800",
    "function by subscript": "x['len'](1)",
    "result of a call called": "get(x, 'f')()",
    "call of a lambda in a record": "{'f': lambda: 1}['f']()",
    "attribute of a date": "date('2027-01-01').today()",
    "attribute of a decimal": "decimal('1').as_tuple()",
    "typed assignment": "x: int = 1",
    "type alias": "type X = int",
    "parenthesis smuggling": "1) or (1",
}
"""Every one of them must be refused or fail, whatever the values are."""

ABOUT_THE_SHAPE = {"two statements", "assignment", "comment that hides the rest"}
"""Wrong where one expression stands alone, right in a script."""

SCRIPT_ESCAPES = {
    "function replaced": "len = 1",
    "constant replaced": "true = false",
    "function replaced by a loop": "for sum in [1]:\n  pass",
    "key of a function replaced": "len.x = 1",
    "private variable": "_x = 1",
    "private key": "x._y = 1",
    "two targets": "a = b = 1",
    "unpacking": "a, b = [1, 2]",
    "star unpacking": "*a, b = [1, 2]",
    "slice assignment": "xs[0:1] = [2]",
    "assignment to a call": "get(x, 'a').b = 1",
    "assignment to a literal": "{'a': 1}.a = 2",
    "assignment to text": "t = 'abc'\nt[0] = 'x'",
    "import": "import os",
    "while": "while True:\n  x = 1",
    "try": "try:\n  x = 1\nexcept:\n  pass",
    "def": "def f():\n  pass",
    "break": "for i in xs:\n  break",
    "for else": "for i in xs:\n  pass\nelse:\n  pass",
    "unpacking loop": "for a, b in xs:\n  pass",
    "async for": "async for i in xs:\n  pass",
    "power": "a = 2\na **= 9",
    "shift": "a = 2\na <<= 9",
    "bit or": "a = 1\na |= 2",
    "expression without effect": "1 + 1",
    "print": "print(1)",
    "delete": "del x",
    "with": "with x:\n  pass",
    "typed assignment": "a: int = 1",
    "match": "match x:\n  case 1:\n    pass",
}

FLOODS = {
    "tower of powers": "9**9**9",
    "big literal": "9" * 100,
    "literal over the limit": "1000000000000000001",
    "huge exponent literal": "1e400",
    "long fraction literal": "0." + "3" * 60,
    "text repeated": "'a' * 10**9",
    "text repeated by a number": "'a' * 1000000000",
    "list repeated": "[0] * 1000000000",
    "shift": "1 << 1000000000",
    "format width": "'%1000000000d' % 1",
    "products": "*".join(["1000000000000000000"] * 30),
    "decimal from text with an exponent": "decimal('1e999999999')",
    "whole number of a huge decimal": "int(decimal('1e999999999'))",
    "tiny decimal": "decimal('1e-999999999')",
    "not a number": "decimal('NaN') > 1",
    "infinity": "decimal('Infinity')",
    "signalling not a number": "decimal('sNaN')",
    "long number as text": "int('" + "9" * 3000 + "')",
    "round far left": "round(5, -10**9)",
    "round far left by literal": "round(5, -1000000000)",
    "round far right": "round(5, 1000000000)",
    "range too long": "range(1000000000)",
    "range with step zero": "range(1, 2, 0)",
    "days too many": "days(1000000000000)",
    "date overflow": "date('9999-12-31') + days(60000) + days(60000)",
    "duration overflow": "days(70000) * 1000000000000",
    "duration digits": "duration('P" + "9" * 100 + "D')",
    "nested loops": "[a + b for a in range(10000) for b in range(10000)]",
    "three loops": "[1 for a in xs for b in xs for c in xs]",
    "loops in loops": "[[[1 for c in range(1000)] for b in range(1000)] for a in range(1000)]",
    "long text joined": "len(" + "+".join(["big"] * 100) + ")",
    "slices of a long text": "[big[1:] for i in range(10000)]",
    "search in a long text": "[i for i in range(10000) if 'zz' in big]",
    "search in a long list": "[i for i in range(10000) if -1 in long]",
    "long lists compared": "[i for i in range(10000) if long == same]",
    "long lists sorted again and again": "[sorted(long) for i in range(10000)]",
    "unique of many": "unique([text(i) for i in range(10000)])",
    "sum again and again": "[sum(long) for i in range(10000)]",
    "lists joined": "[len(long + long) for i in range(10000)]",
    "deep brackets": "(" * 5000 + "1" + ")" * 5000,
    "deep lists": "[" * 60 + "]" * 60,
    "deep minus": "-" * 3000 + "1",
    "deep not": "not " * 900 + "true",
    "deep choices": "1 if x else " * 300 + "1",
    "long chain of additions": "+".join(["1"] * 1500),
    "long chain of comparisons": "<".join(["1"] * 1500),
    "many nodes": "[" + "1," * 1500 + "1]",
    "long source": "1 + " * 2000 + "1",
    "deep attribute chain": "x" + ".a" * 100,
    "deep subscripts": "x" + "[0]" * 100,
    "floor division by tiny": "decimal('1000000000000000000') // decimal('0.000000000001') * 10 ** 9",
    "underflow": "/".join(["1"] + ["1000000000000000000"] * 10) + " > 1 / 0",
    "record doubling": "get(bomb, 'a')",
    "handed-in function with a bomb": "length(bomb)",
}

SCRIPT_FLOODS = {
    "doubling text": "s = 'aaaaaaaa'\nfor i in range(100):\n  s += s",
    "doubling list": "s = [1]\nfor i in range(100):\n  s += s",
    "doubling structure": "s = [1]\nfor i in range(100):\n  s = [s, s]",
    "doubling record": "s = {}\nfor i in range(100):\n  s = {'a': s, 'b': s}",
    "comparing doubled structures": (
        "s = [1]\nt = [1]\nfor i in range(30):\n  s = [s, s]\n  t = [t, t]\nequal = s == t\ns = 0\nt = 0"
    ),
    "deepening structure": "s = []\nfor i in range(9000):\n  s = [s]",
    "growing number": "n = 2\nfor i in range(100):\n  n *= n",
    "growing decimal": "n = 2.5\nfor i in range(1000):\n  n *= n",
    "loops in loops": "n = 0\nfor a in range(1000):\n  for b in range(1000):\n    n += 1",
    "copies of a long list": "l = range(10000)\nfor i in range(10000):\n  l[0] = i",
    "growing while looping": "l = [1]\nfor i in range(10000):\n  l += l",
    "many strings": "l = []\nfor i in range(10000):\n  l = l + ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']",
    "long text through many names": "a = big + big\nb = a + a\nc = b + b",
}

SECONDS = 5.0
"""Of the processor: far above what a refused text takes (at most 0.1 s), far below what an unlimited one would."""


def _bomb() -> Any:
    bomb: Any = ["x"]
    for _ in range(40):
        bomb = {"a": bomb, "b": bomb}
    return bomb


FUNCTIONS = {"length": len}
VALUES = {
    "x": {"a": 1, "b": [1, 2], "_secret": 1, "__class__": "c"},
    "xs": [1, 2, 3],
    "big": "a" * 60_000,
    "long": list(range(10_000)),
    "same": list(range(10_000)),
    "bomb": _bomb(),
}


def _attempt(source: str, compiler: Any) -> Any:
    started = time.thread_time()
    with pytest.raises(ExpressionFault) as fault:
        compiler(source, FUNCTIONS)(VALUES)
    assert time.thread_time() - started < SECONDS
    return fault.value


@pytest.mark.parametrize("name", ESCAPES)
def test_an_expression_cannot_leave_the_language(name: str) -> None:
    fault = _attempt(ESCAPES[name], compile_expression)
    assert fault.text("ko") and fault.text("en")


@pytest.mark.parametrize("name", SCRIPT_ESCAPES)
def test_a_script_cannot_leave_the_language(name: str) -> None:
    _attempt(SCRIPT_ESCAPES[name], compile_script)


@pytest.mark.parametrize("name", sorted(ESCAPES.keys() - ABOUT_THE_SHAPE))
def test_an_expression_inside_an_assignment_cannot_leave_the_language(name: str) -> None:
    _attempt(f"result = {ESCAPES[name]}", compile_script)


@pytest.mark.parametrize("name", FLOODS)
def test_an_expression_cannot_exhaust_the_machine(name: str) -> None:
    _attempt(FLOODS[name], compile_expression)


@pytest.mark.parametrize("name", SCRIPT_FLOODS)
def test_a_script_cannot_exhaust_the_machine(name: str) -> None:
    _attempt(SCRIPT_FLOODS[name], compile_script)


def test_a_bomb_in_the_data_is_refused_when_it_is_touched() -> None:
    assert _attempt("bomb == bomb", compile_expression).code in ("value_depth", "value_size")


def test_a_record_that_holds_itself_is_refused() -> None:
    record: dict[str, Any] = {}
    record["self"] = record
    with pytest.raises(ExpressionFault):
        compile_expression("r == 1", {})({"r": record})


def test_a_decimal_with_a_huge_exponent_is_refused_before_it_is_expanded() -> None:
    for written in ("1e999999999", "1e-999999999", "0e-999999999", "NaN", "Infinity"):
        with pytest.raises(ExpressionFault):
            compile_expression("x + 1", {})({"x": Decimal(written)})


def test_data_cannot_replace_a_function_or_a_constant() -> None:
    values: dict[str, Any] = {"len": 1, "true": False, "null": 5, "None": 5, "xs": [1, 2]}
    assert compile_expression("len(xs) == 2 and true and null is none", {})(values) is True


def test_an_object_that_is_not_plain_data_is_refused() -> None:
    class Account:
        balance = 5

    with pytest.raises(ExpressionFault) as fault:
        compile_expression("account.balance", {})({"account": Account()})
    assert fault.value.code == "type"


def test_a_function_handed_in_cannot_bring_an_object_in() -> None:
    with pytest.raises(ExpressionFault) as fault:
        compile_expression("leak()", {"leak": lambda: open})({})
    assert fault.value.code == "type"
