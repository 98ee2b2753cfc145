"""A file is taken for a field only when it is the sender's own and of the kind and size the field asks for."""

from __future__ import annotations

import pytest

from bpmn.forms import Form
from tests.kit.city import City
from workflows.instances.attachments import unfit_files
from workflows.runtime import begin
from workflows.use_cases.store_upload import store_upload

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
FORM = {
    "type": "object",
    "title": "자료",
    "x-title-en": "Papers",
    "properties": {
        "paper": {
            "type": "string",
            "format": "file",
            "title": "자료",
            "x-title-en": "Paper",
            "x-widget": "file",
            "x-accept": ["pdf"],
            "x-max-bytes": 100,
        }
    },
}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("자료.pdf", PDF, []),
        ("자료.txt", "한 줄".encode(), ["이 칸에는 pdf 파일만"]),
        ("자료.pdf", PDF + b" " * 100, ["파일이 너무 큽니다."]),
    ],
)
def test_a_field_takes_only_the_kind_and_size_it_asks_for(
    city: City, name: str, content: bytes, expected: list[str]
) -> None:
    form = Form.read(FORM, {})
    with begin(city.services) as uow:
        stored = store_upload(uow, name, content, actor=7, now=city.clock.now())
        errors = unfit_files(uow.connection, form.fields, {"paper": stored.upload_id}, actor=7, instance_id=None)
    assert [True] * len(expected) == [
        error.text("ko").startswith(said) for error, said in zip(errors, expected, strict=True)
    ]
