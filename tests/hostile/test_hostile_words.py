"""Words that would be code, wherever people may write them: every page shows them as words."""

from __future__ import annotations

import ast
import re
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import update

import tasks.documents
import workflows.web
from tasks.registers import documents, people
from tasks.registers.parties import party
from tests.hostile.test_answers_beyond_the_form import PDF
from tests.kit.city import City
from tests.kit.visitor import Page, Visitor
from tests.workflows.web.conftest import APPLICATION
from workflows.records.instance import instance
from workflows.records.user_task import user_task

Sit = Callable[[str], Visitor]
EVIL = """<img src=x onerror=alert(1)>"'></textarea></script><script>alert(2)</script>{{ 7*7 }}${7*7}{0.__class__}"""
SHORT = "<b onclick=alert(1)>'\"&{{7*7}}{name}"


def _is_harmless(page: Page) -> None:
    assert page.status < 500
    assert page.document is not None
    assert (
        page.document.xpath("//*[@onerror or @onclick or @src='x'] | //script[not(@src)] | //main//b[@onclick]") == []
    )
    assert "49" not in re.findall(r"\b49\b", page.words) or "{{ 7*7 }}" in page.words


def test_hostile_words_of_everybody_are_words_on_every_page(visitor: Sit, city: City) -> None:
    with city.unit_of_work() as uow:
        run = uow.connection.execute
        run(update(people.person).values(name_ko=SHORT, name_en=SHORT))
        run(update(party).values(name=EVIL))
    applicant, officer = visitor("applicant1"), visitor("officer1")
    page = applicant.open("/start/hall_permit/apply")
    page = page.press("refresh", files={"plan": (f"{SHORT}.pdf", PDF)})
    _is_harmless(page)
    page = page.press("finish", {**APPLICATION, "purpose": SHORT, "costs.0.item": SHORT, **_kept(page)})
    assert page.status == 200, page.texts(".error-summary a")
    case = int(page.address.rsplit("/", 1)[1])
    with city.unit_of_work() as uow:
        run = uow.connection.execute
        run(update(instance).values(title=EVIL, business_key=SHORT))
        run(update(user_task).values(name=SHORT, name_en=SHORT))
        number = documents.draft(
            uow.connection,
            division="ai_policy",
            title=EVIL,
            recipient=EVIL,
            body={"text": f"1. {EVIL}\n가. {EVIL}"},
            drafted_by=city.person("officer1"),
            at=city.clock.now(),
            instance_id=case,
        )
    task = city.task(case, "examine").id
    for address in (
        "/", "/cases", f"/cases/{case}", f"/tasks/{task}", f"/documents/{number}", "/committees", "/processes",
        "/start",
        f"/?q={EVIL}", f"/cases?q={EVIL}&process={EVIL}&status={EVIL}", f"/ordinance?q={EVIL}&part={EVIL}", f"/{EVIL}",
        f"/sign-in?next=/{EVIL}", f"/?done={EVIL}", f"/cases?after={EVIL}",
    ):  # fmt: skip
        _is_harmless(officer.open(address))
    assert EVIL in " ".join(officer.open(f"/documents/{number}").texts("article"))
    answer = officer.open(f"/tasks/{task}").press("finish", {"complete": EVIL, "opinion": EVIL})
    assert answer.status == 422
    _is_harmless(answer)
    _is_harmless(visitor("operator1").open("/operations"))


def _kept(page: Page) -> dict[str, str]:
    return {name: value for name, value in page.fields().items() if name.endswith(".kept")}


@pytest.mark.parametrize("root", [workflows.web, tasks.documents])
def test_no_template_switches_escaping_off(root: object) -> None:
    folder = Path(str(root.__path__[0]))  # type: ignore[attr-defined]  # packages have a path
    templates = [*folder.glob("templates/**/*.html"), *folder.glob("*.j2")]
    assert templates
    for each in templates:
        assert re.search(r"\|\s*safe\b|autoescape|Markup", each.read_text("utf-8")) is None, each


def test_markup_is_made_only_of_what_is_written_in_the_program() -> None:
    for path in (*Path("workflows").rglob("*.py"), *Path("tasks").rglob("*.py")):
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup":
                rendered = isinstance(node.args[0], ast.Call) and getattr(node.args[0].func, "attr", "") == "render"
                assert isinstance(node.args[0], ast.Constant) or rendered, path


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/계획.pdf", "계획.pdf"),
        ("C:\\Users\\나\\계획.pdf", "계획.pdf"),
        (unicodedata.normalize("NFD", "한글 계획.pdf"), "한글 계획.pdf"),
        ("계획\u202efdp.pdf", "계획fdp.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a%0D%0ASet-Cookie: x=1.pdf"),
        ('"; filename="evil.html.pdf', '"; filename="evil.html.pdf'),
        (f"{'가' * 150}.pdf", f"{'가' * 150}.pdf"),
    ],
)
def test_odd_file_names_are_plain_names(visitor: Sit, city: City, name: str, kept: str) -> None:
    applicant = visitor("applicant1")
    page = applicant.open("/start/hall_permit/apply").press("refresh", files={"plan": (name, PDF)})
    assert kept.split('"')[0] in " ".join(page.texts(".file-kept b"))
    upload = page.fields()["plan.kept"]
    answer = applicant.client.get(f"/files/{upload}")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "set-cookie" not in answer.headers
    assert answer.content == PDF


def _bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * 50_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("a.html", b"<script>alert(1)</script>", False),
        ("a.svg", b"<svg onload=alert(1)>", False),
        ("a.pdf", b"<script>alert(1)</script>", False),
        ("a.png", PDF, False),
        ("a.pdf", b"", False),
        ("a.pdf.exe", b"MZ", False),
        ("a", b"text", False),
        (".pdf", PDF, False),
        ("a.docx", _bomb(), True),
        ("a.txt", b"<script>alert(1)</script>", True),
    ],
)
def test_a_file_is_taken_by_what_it_is_and_never_opened(visitor: Sit, name: str, content: bytes, taken: bool) -> None:
    applicant = visitor("applicant1")
    page = applicant.open("/start/hall_permit/apply").press("refresh", files={"plan": (name, content)})
    assert (page.status, bool(page.texts(".file-kept b"))) == (200 if taken else 422, taken)
    if taken:
        answer = applicant.client.get(f"/files/{page.fields()['plan.kept']}")
        assert answer.headers["content-type"].split(";")[0] not in ("text/html", "image/svg+xml", "application/xml")
        assert len(answer.content) == len(content)


def test_percent_and_underscore_are_looked_for_as_they_are(visitor: Sit, permit: int) -> None:
    officer = visitor("officer1")
    assert officer.open("/?q=허가").texts(".task-row h3") or officer.open("/?q=검토").texts(".task-row h3")
    for words in ("%25", "%25검토%25", "검_토", "\\", "' OR 1=1 --", '" OR ""="'):
        assert officer.open(f"/?q={words}").texts(".task-row h3") == [], words


def test_the_secret_is_for_its_owner_only(city: City) -> None:
    assert len(city.services.settings.secret) == 32
    path = city.services.settings.data_folder / "secret"
    assert path.stat().st_mode & 0o777 == 0o600
