"""Proof by Python's own audit hook: text of a diagram is parsed, but never becomes a code object and never runs."""

from __future__ import annotations

import subprocess
import sys
import textwrap

PROGRAM = """
    import sys
    import bpmn.expressions as language

    TEXTS = [
        "amount > 1000 and level == 'mid'", "[r.n * 2 for r in rows if r.n > 1]", "sum(r.n for r in rows) / 3",
        "date('2027-03-02') + days(20) > today()", "__import__('os').system('true')", "eval('1')", "lambda: 1",
        "{'a': [1, 2]}.a[0]", "double(4)",
    ]
    SCRIPTS = ["a = 1\\nfor r in rows:\\n    a += r.n\\nb = {}\\nb.c = a", "import os", "exec('x = 1')"]
    seen = []

    def hook(event, args):
        if event == "exec":
            seen.append(("exec", args[0].co_filename, args[0].co_name))
        elif event == "compile":
            frame = sys._getframe(1)
            seen.append(("compile", frame.f_code.co_name, frame.f_globals.get("__name__")))
        elif event in ("import", "os.system", "subprocess.Popen", "open"):
            seen.append((event, str(args[0]), ""))

    def attempt(compiler, text):
        try:
            compiler(text, FUNCTIONS)({"amount": 5, "level": "mid", "rows": [{"n": 1}]})
        except language.ExpressionFault as fault:
            return fault.code

    FUNCTIONS = {"double": lambda n: 2 * n}
    attempt(language.compile_expression, "1 + 1")
    sys.addaudithook(hook)
    %s
    for text in TEXTS:
        attempt(language.compile_expression, text)
    for text in SCRIPTS:
        attempt(language.compile_script, text)
    for kind in sorted(set(seen)):
        print(*kind)
"""


def _events(first: str = "") -> list[str]:
    program = textwrap.dedent(PROGRAM) % first
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_only_thing_python_does_with_the_text_is_to_parse_it() -> None:
    assert _events() == ["compile parse ast"]


def test_the_hook_would_have_seen_code_run() -> None:
    assert "exec <string> <module>" in _events("eval('1 + 1')")
