"""Where what the check finds in a draft is put right."""

from __future__ import annotations

from urllib.parse import quote

from bpmn.bundle import MAIN
from bpmn.model import Finding


def place_of(process_id: str, finding: Finding) -> str:
    """Give the address of the element or file a finding is about; empty for a file without a page of its own."""
    home = f"/studio/{process_id}"
    folder, _, rest = finding.file.partition("/")
    name = quote(rest.rpartition(".")[0], safe="")
    if finding.file == MAIN:
        return f"{home}/diagram#{quote(finding.element, safe='')}" if finding.element else f"{home}/diagram"
    if "/" in rest:
        return ""
    if folder in ("forms", "decisions", "letters"):
        return f"{home}/{folder}/{name}"
    return f"{home}/examples#story-{name}" if folder == "examples" else ""
