"""A call hands over what the called process's start form requires."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import own
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find required values that do not cross."""
    for node in subject.flow_nodes("callActivity"):
        call = subject.facts[str(node.get("id"))].call
        called = (subject.called or {}).get(call.process_id) if call is not None else None
        if call is None or called is None or not call.mapped:
            continue
        handed_over = {target for target, _ in call.ins}
        for variable in sorted(_required(called, call.process_id) - handed_over):
            yield Found(str(node.get("id")), {"process": called.name_of(call.process_id), "variable": variable})


def _required(called: Subject, process_id: str) -> set[str]:
    """Name the fields without which nobody could start the process by hand."""
    process = called.processes.get(process_id)
    starts = [] if process is None else [node for node in process if own(node, "form") in called.forms]
    forms = [called.forms[own(node, "form")] for node in starts[:1]]
    scripts = [facts.script for facts in called.facts.values() if facts.script is not None]
    asked = {name for script in scripts for name in script.asked}  # the process itself can do without them
    required = (field for form in forms for field in form.fields if field.required and field.show_if is None)
    return {field.name for field in required} - asked
