"""Which outcome a way stands for: by its own name, and by what the answers are called that it is taken for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from bpmn.diagram.vocabulary import child_text, own
from bpmn.ordinance.duties import remedy
from bpmn.rules.subject import Subject

ANSWER = re.compile(r"""([A-Za-z_]\w*)\s*==\s*["']([^"']*)["']""")
"""What a condition compares: the last name of a variable, and an answer."""


def is_adverse_way(subject: Subject, flow: etree._Element) -> bool:
    """Tell whether a sequence flow is taken for an outcome that is adverse for whoever asked."""
    told = [flow.get("name") or "", own(flow, "nameEn")]
    for name, answer in ANSWER.findall(child_text(flow, "conditionExpression")):
        told += [answer.replace("_", " "), *_labels(subject, name, answer)]
    return any(remedy().adverse.search(each) for each in told)


def _labels(subject: Subject, name: str, answer: str) -> Iterator[str]:
    """Give what the forms call an answer, in both languages."""
    for document in subject.documents.values():
        fields = document.get("properties") if isinstance(document, Mapping) else None
        field = fields.get(name) if isinstance(fields, Mapping) else None
        labels = field.get("x-enum-labels") if isinstance(field, Mapping) else None
        label = labels.get(answer) if isinstance(labels, Mapping) else None
        if isinstance(label, Mapping):
            yield from (str(label.get(language, "")) for language in ("ko", "en"))
