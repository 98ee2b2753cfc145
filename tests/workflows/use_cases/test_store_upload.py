"""Attached files are what they say they are, or refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.kit.city import City
from workflows.errors import UploadRefused
from workflows.records.upload import upload, upload_content
from workflows.runtime import begin
from workflows.use_cases.store_upload import Stored, store_upload

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"


def zipped() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
    return content.getvalue()


def store(city: City, name: str, content: bytes) -> Stored:
    with begin(city.services) as uow:
        return store_upload(uow, name, content, actor=city.person("applicant1"), now=city.clock.now())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("계획서.pdf", PDF),
        ("사진.PNG", PNG),
        ("신청서.hwpx", zipped()),
        ("명세.csv", "항목,금액\n".encode("cp949")),
    ],
)
def test_a_file_that_is_what_it_says_is_kept(city: City, name: str, content: bytes) -> None:
    stored = store(city, name, content)

    with city.connection() as connection:
        row = connection.execute(
            select(upload.c.name, upload.c.size, upload_content.c.content).join(upload_content)
        ).one()
    assert (row.name, row.size, bytes(row.content)) == (name, len(content), content)
    assert len(stored.upload_id) == 32


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("계획.exe", PDF, "kind"),
        ("계획", PDF, "kind"),
        ("계획.pdf", b"", "empty"),
        ("계획.pdf", PNG, "disguised"),
        ("계획.png", b"MZ\x90\0 a program", "disguised"),
        ("계획.hwpx", PDF, "disguised"),
        ("계획.txt", b"MZ\0\0", "disguised"),
    ],
)
def test_a_file_that_is_not_is_refused(city: City, name: str, content: bytes, reason: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        store(city, name, content)

    assert refusal.value.reason == reason
    assert name in refusal.value.text("ko") or reason == "empty"


def test_a_file_beyond_the_limit_is_refused(city: City) -> None:
    city.services = replace(city.services, settings=replace(city.services.settings, upload_limit=1024 * 1024))

    with pytest.raises(UploadRefused) as refusal:
        store(city, "큰.txt", b"x" * (1024 * 1024 + 1))
    assert refusal.value.text("ko") == "파일이 1 MB를 넘습니다. 크기를 줄이거나 나누어 올리십시오."


def test_the_same_content_is_kept_once(city: City) -> None:
    first, second = store(city, "하나.pdf", PDF), store(city, "둘.pdf", PDF)

    assert first.upload_id != second.upload_id
    with city.connection() as connection:
        assert connection.scalar(select(func.count()).select_from(upload_content)) == 1


def test_a_file_that_a_page_sends_with_every_draft_is_one_file(city: City) -> None:
    assert store(city, "하나.pdf", PDF) == store(city, "하나.pdf", PDF)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\문서\\신청서.pdf", "신청서.pdf"),
        ("../../etc/신청서.pdf", "신청서.pdf"),
        ("신청서.pdf", "신청서.pdf"),
        ("신청\x00서\n.pdf", "신청서.pdf"),
    ],
    ids=["windows path", "climbing", "decomposed", "control characters"],
)
def test_only_the_plain_name_is_kept(city: City, sent: str, kept: str) -> None:
    assert store(city, sent, PDF).name == kept


def test_a_person_uploads_only_so_much_within_a_day(city: City) -> None:
    room = replace(city.services.settings, upload_quota=2 * len(PDF) + 1)
    city.services = replace(city.services, settings=room)
    store(city, "가.pdf", PDF)
    store(city, "나.pdf", PDF + b" ")
    with pytest.raises(UploadRefused, match="within a day"):
        store(city, "다.pdf", PDF + b"\n")
    assert store(city, "가.pdf", PDF).name == "가.pdf"  # what is there already takes no room
    with begin(city.services) as uow:
        other = city.person("applicant2")
        assert store_upload(uow, "다.pdf", PDF, actor=other, now=city.clock.now()).size == len(PDF)
    city.advance(days=1)
    assert store(city, "다.pdf", PDF + b"\n").size == len(PDF) + 1
