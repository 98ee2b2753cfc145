"""A form is shown before any case runs: what it reads of its case gets samples that fit how they are used."""

from __future__ import annotations

import pytest

from bpmn.forms import Form
from bpmn.forms.samples import case_samples


@pytest.mark.parametrize(
    ("shown_if", "sample"),
    [
        ("basis.operator_test", '{"operator_test": True}'),
        ('"A6I4" in basis.bases', '{"bases": []}'),
        ("len(basis.bases) > 0", '{"bases": []}'),
        ('any([each == "A6I4" for each in basis.bases]) or basis.open', '{"bases": [], "open": True}'),
    ],
)
def test_what_is_searched_counted_or_walked_through_is_a_list(shown_if: str, sample: str) -> None:
    name = {"type": "string", "title": "이름", "x-title-en": "Name", "x-widget": "text", "x-show-if": shown_if}
    form = Form.read({"type": "object", "title": "신청", "x-title-en": "Application", "properties": {"name": name}}, {})

    assert {"basis": sample} == case_samples(form, {})
