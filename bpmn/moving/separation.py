"""Where separation of duties would ask in vain: by the new name of a step that was done under its old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.engine import Definition
from bpmn.engine.facts import Facts
from bpmn.moving.judgement import Reason


def unknown_doers(old: Definition, new: Definition, mapping: Mapping[str, str]) -> tuple[Reason, ...]:
    """Give a reason for each element that is gone, and of which nobody has said what stands for it.

    They concern cases in which it was done, and only where others have to do what follows an element that is new:
    `others` names those. An element that is mapped to itself has nothing that stands for it.
    """
    before = {facts.element for facts in _all(old)}
    here = {facts.element: facts.distinct_from for facts in _all(new)}
    others = sorted({name for apart in here.values() for name in apart} - before - set(mapping.values()))
    gone = sorted(before - here.keys() - mapping.keys()) if others else []
    return tuple(Reason("doer_unknown", element, {"others": others}) for element in gone)


def _all(definition: Definition) -> Iterator[Facts]:
    for process in definition.facts.values():
        yield from process.values()
