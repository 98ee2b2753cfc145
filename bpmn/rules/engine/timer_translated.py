"""A timer's ISO text in quotes, as SpiffWorkflow's editors write it, is read as the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.diagram.vocabulary import children, tag
from bpmn.engine.event_reader import TIMES
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

QUOTED = re.compile(r"""\s*(["'])([^"']*)\1\s*""")


def look(subject: Subject) -> Iterator[Found]:
    """Find quoted values of timers."""
    for definition in subject.root.iter(tag("timerEventDefinition")):
        event = definition.getparent()
        for name in TIMES:
            for node in children(definition, name):
                quoted = QUOTED.fullmatch(node.text or "")
                if quoted and event is not None:
                    yield Found(str(event.get("id")), {"text": (node.text or "").strip(), "taken": quoted[2]})
