"""`make bench`: prints what was measured as a table and writes it to test-results/bench.json."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import growth, human_task, lateness, moving, over_http, soundness, studio_check, studio_editor
from benchmarks.timing import Measured, calibration

GROUPS: Mapping[str, Callable[[], Iterator[Measured]]] = {
    "human_task": human_task.measure,
    "growth": growth.measure,
    "over_http": over_http.measure,
    "lateness": lateness.measure,
    "moving": moving.measure,
    "studio_check": studio_check.measure,
    "studio_editor": studio_editor.measure,
    "soundness": soundness.measure,
}
RESULT = Path("test-results/bench.json")


def main(wanted: list[str]) -> None:
    """Measure all groups, or the ones that are named."""
    console = Console(width=150)
    before = calibration()
    found: list[Measured] = []
    for name in wanted or list(GROUPS):
        for measured in GROUPS[name]():
            found.append(measured)
            console.print(f"{measured.id} {measured.workload} [{measured.store}]: {measured.ms:.2f} ms")
    console.print(_table(found))
    RESULT.parent.mkdir(exist_ok=True)
    machine = {
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "python": platform.python_version(),
        "calibration_ms": [before, calibration()],
    }
    document = {"machine": machine, "measured": [each.as_json() for each in found]}
    RESULT.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")
    console.print(
        f"{RESULT} · {machine['cores']} cores, load {os.getloadavg()[0]:.1f}; compare ratios, not milliseconds"
    )


def _table(found: list[Measured]) -> Table:
    table = Table("id", "workload", "store", "ms", "beside", "ms", "ratio", "CPU ms", "CPU ratio", "target", "met")
    for each in found:
        met = "yes" if each.met else "no"
        table.add_row(
            each.id, each.workload, each.store, f"{each.ms:.2f}", each.baseline, f"{each.baseline_ms:.2f}",
            f"{each.ratio:.2f}", _shown(each.cpu_ms), _shown(each.cpu_ratio), each.target, f"{met} {each.note}".strip(),
        )  # fmt: skip
    return table


def _shown(number: float) -> str:
    return f"{number:.2f}" if number else ""


if __name__ == "__main__":
    main(sys.argv[1:])
