"""Random decision tables against a naive evaluation that shares nothing with the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.decisions import DecisionError, compile_decision

Number = int | None
Cell = tuple[str, Callable[[Number], bool | None]]
"""A cell's text and what it means: True, False, or None for a comparison with nothing."""

ALLOWED = [3, 1, 2, 0]
POLICIES = ["UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT", "SUM", "MIN", "MAX", "COUNT"]
SMALL = st.integers(-2, 6)


def interval(low: int, high: int, opening: str, closing: str) -> Cell:
    def means(value: Number) -> bool | None:
        if value is None:
            return None
        above = low <= value if opening == "[" else low < value
        return above and (value <= high if closing == "]" else value < high)

    return f"{opening}{low}..{high}{closing}", means


def comparison(sign: str, bound: int) -> Cell:
    tests: dict[str, Callable[[int], bool]] = {
        "<": lambda value: value < bound,
        "<=": lambda value: value <= bound,
        ">": lambda value: value > bound,
        ">=": lambda value: value >= bound,
    }
    return f"{sign} {bound}", lambda value: None if value is None else tests[sign](value)


def several(cells: Sequence[Cell]) -> Cell:
    def means(value: Number) -> bool | None:
        answers = {meaning(value) for _, meaning in cells}
        return True if True in answers else None if None in answers else False

    return ", ".join(text for text, _ in cells), means


def negation(cell: Cell) -> Cell:
    text, meaning = cell

    def means(value: Number) -> bool | None:
        answer = meaning(value)
        return None if answer is None else not answer

    return f"not({text})", means


SIMPLE: st.SearchStrategy[Cell] = st.one_of(
    SMALL.map(lambda number: (str(number), lambda value: value == number)),
    st.builds(interval, SMALL, SMALL, st.sampled_from("[(]"), st.sampled_from("])[")),
    st.builds(comparison, st.sampled_from(["<", "<=", ">", ">="]), SMALL),
    st.just(("null", lambda value: value is None)),
    SMALL.map(lambda number: (f"? == {number} or ? is null", lambda value: value in (number, None))),
)
SEVERAL = st.lists(SIMPLE, min_size=1, max_size=3).map(several)
CELLS: st.SearchStrategy[Cell] = st.one_of(st.just(("-", lambda value: True)), SIMPLE, SEVERAL, SEVERAL.map(negation))
OUTPUTS = st.sampled_from(ALLOWED)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[tuple[list[Cell], list[int]]], list[int] | None]:
    policy = draw(st.sampled_from(POLICIES))
    width = 1 if policy in ("SUM", "MIN", "MAX") else draw(st.integers(1, 2))
    row = st.tuples(st.lists(CELLS, min_size=2, max_size=2), st.lists(OUTPUTS, min_size=width, max_size=width))
    default = draw(st.none() | st.lists(OUTPUTS, min_size=width, max_size=width))
    return policy, draw(st.lists(row, min_size=1, max_size=6)), default


def written(policy: str, rows: list[tuple[list[Cell], list[int]]], default: list[int] | None) -> bytes:
    aggregation = f' aggregation="{policy}"' if policy in ("SUM", "MIN", "MAX", "COUNT") else ""
    inputs = "".join(f"<input><inputExpression><text>{name}</text></inputExpression></input>" for name in "xy")
    outputs = ""
    for at in range(len(rows[0][1])):
        values = f"<outputValues><text>{', '.join(map(str, ALLOWED))}</text></outputValues>"
        values += f"<defaultOutputEntry><text>{default[at]}</text></defaultOutputEntry>" if default else ""
        outputs += f'<output name="out{at}">{values}</output>'
    rules = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(text)}</text></inputEntry>" for text, _ in cells)
        + "".join(f"<outputEntry><text>{value}</text></outputEntry>" for value in values)
        + "</rule>"
        for cells, values in rows
    )
    head = f'<decisionTable hitPolicy="{"COLLECT" if aggregation else policy}"{aggregation}>'
    body = f'<decision id="d">{head}{inputs}{outputs}{rules}</decisionTable></decision>'
    return f'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">{body}</definitions>'.encode()


def naive(policy: str, hits: list[list[int]], default: list[int] | None, width: int) -> Any:
    """Give the rows of outputs that the policy leaves, "error" where it is broken."""
    if policy == "COUNT":
        return [len(hits)] * width
    if policy in ("RULE ORDER", "COLLECT", "OUTPUT ORDER"):
        if policy == "OUTPUT ORDER":
            hits = sorted(hits, key=lambda outputs: [ALLOWED.index(value) for value in outputs])
        chosen = hits or ([default] if default else [])
        return [[outputs[at] for outputs in chosen] for at in range(width)]
    if not hits:
        return default or [None] * width
    if policy == "PRIORITY":
        return min(hits, key=lambda outputs: [ALLOWED.index(value) for value in outputs])
    if policy in ("SUM", "MIN", "MAX"):
        function = {"SUM": sum, "MIN": min, "MAX": max}[policy]
        return [function(outputs[0] for outputs in hits)]
    if (policy == "UNIQUE" and len(hits) > 1) or (policy == "ANY" and any(hit != hits[0] for hit in hits)):
        return "error"
    return hits[0]


@settings(max_examples=600, deadline=None)
@given(tables(), st.lists(st.tuples(st.none() | SMALL, st.none() | SMALL), min_size=1, max_size=5))
def test_a_random_table_decides_as_the_naive_evaluation_does(table: Any, cases: list[tuple[Number, Number]]) -> None:
    policy, rows, default = table
    decision = compile_decision(written(policy, rows, default), {})
    for x, y in cases:
        hits = [values for (first, second), values in rows if first[1](x) is True and second[1](y) is True]
        try:
            result: Any = list(decision.decide({"x": x, "y": y}).values())
        except DecisionError as error:
            assert error.code in ("ambiguous", "disagree")
            result = "error"
        assert result == naive(policy, hits, default, len(rows[0][1]))
