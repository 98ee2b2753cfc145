"""Text of a diagram never becomes Python code."""

from __future__ import annotations

import ast
import sys

import pytest


@pytest.fixture
def compiled(request):
    """What was compiled to code, evaluated or executed while the engine worked, by an audit hook."""
    seen: list[tuple[str, str]] = []
    watching = [True]

    def hook(event: str, arguments: tuple) -> None:
        if not watching[0]:
            return
        if event == "exec":
            seen.append((event, arguments[0].co_name))
        elif event == "compile" and arguments[0] is not None:
            caller = sys._getframe(1)
            flags = caller.f_locals.get("flags", 0) if caller.f_code.co_filename == ast.__file__ else 0
            if not flags & ast.PyCF_ONLY_AST:
                seen.append((event, str(arguments[0])[:80]))
        elif event in ("os.system", "subprocess.Popen", "open", "socket.connect"):
            seen.append((event, str(arguments[:1])))

    sys.addaudithook(hook)
    yield seen
    watching[0] = False


def test_the_hook_sees_what_would_be_wrong(compiled):
    eval("1 + 1")  # noqa: S307  # the control: the hook must notice
    assert [event for event, _ in compiled] == ["compile", "exec"]


def test_loading_and_running_a_diagram_compiles_and_executes_nothing(begin, draw, compiled):
    parts = (
        draw("startEvent", "start"),
        draw("scriptTask", "script", "<bpmn:script>total = amount * 3 + 7919</bpmn:script>"),
        draw("exclusiveGateway", "which", default_="which_end"),
        draw("userTask", "work", jorye__due="plus_days(date('2027-01-04'), 7919)"),
        draw.boundary("late", "work", "timer days(7919)"),
        draw("endEvent", "end"),
        draw.flows("start script which", "which work [total > 7919]", "which end", "work end", "late end"),
    )
    case = begin(*parts, values={"amount": 1})
    case.finish("work", answer="__import__('os').system('true')")
    assert case.ended == "completed"
    assert compiled == []
