"""Decision tables written as DMN in a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from bpmn.decisions import compile_decision

DMN_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def dmn(*decisions: str, namespace: str = DMN_13) -> bytes:
    body = "\n".join(decisions)
    return f'<definitions xmlns="{namespace}" id="d" name="d" namespace="n">\n{body}\n</definitions>'.encode()


def table(
    rows: Sequence[Sequence[str]],
    inputs: Sequence[str] = ("x",),
    outputs: Sequence[str] = ("out",),
    policy: str = "",
    allowed: str = "",
    default: str = "",
    decision_id: str = "band",
    before: str = "",
) -> str:
    """Write a decision; each row holds the input cells and then the output cells."""

    def entry(tag: str, text: str) -> str:
        return f"<{tag}><text>{escape(text)}</text></{tag}>"

    columns = "".join(f"<input>{entry('inputExpression', text)}</input>\n" for text in inputs)
    extra = (entry("outputValues", allowed) if allowed else "") + (
        entry("defaultOutputEntry", default) if default else ""
    )
    columns += "".join(f"<output name={quoteattr(name)}>{extra}</output>\n" for name in outputs)
    rules = "".join(
        f'<rule id="r{number}">'
        + "".join(entry("inputEntry" if at < len(inputs) else "outputEntry", text) for at, text in enumerate(row))
        + "</rule>\n"
        for number, row in enumerate(rows, 1)
    )
    return f'<decision id="{decision_id}">{before}<decisionTable {policy}>\n{columns}{rules}</decisionTable></decision>'


def decide(source: str, **values: Any) -> dict[str, Any]:
    return compile_decision(dmn(source), {}).decide(values)
