"""What the documentation lists is what there is, and its links lead somewhere."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from tasks.registers.load import SECTIONS
from tasks.registry import operations, rules
from workflows.cli.main import COMMANDS
from workflows.rights import EVERY_ROLE

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(chain(ROOT.glob("*.md"), DOCS.rglob("*.md"), ROOT.glob("bpmn/catalogue/*/README.md")))
LINK = re.compile(r"\]\(([^)\s]+)\)")
OUTSIDE = ("http://", "https://", "mailto:")


def _read(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        if link.startswith(OUTSIDE):
            continue
        place, _, anchor = link.partition("#")
        target = page if not place else page.parent / place
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def test_the_index_names_every_page() -> None:
    index = DOCS / "README.md"
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(index.read_text("utf-8"))}
    folders = {place for place in linked if place.is_dir()}
    left_out = [page for page in DOCS.rglob("*.md") if page not in linked and not folders & set(page.parents)]
    assert [page.name for page in left_out if page != index] == []


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("reference/commands.md", [f"jorye {name}" for name in COMMANDS]),
        ("reference/operations.md", [f"`{name}`" for name in operations()]),
        ("reference/diagram.md", [f"`{name}`" for name in rules()]),
        ("reference/rights.md", [f"`{role}`" for role in EVERY_ROLE]),
        ("reference/registers.md", [f"[[{name}]]" for name in (*SECTIONS, "member", "office", "plan")]),
    ],
)
def test_a_reference_is_complete(page: str, names: list[str]) -> None:
    assert [name for name in names if name not in _read(page)] == []


def test_every_setting_is_explained() -> None:
    code = "\n".join(
        path.read_text("utf-8") for floor in ("tasks", "workflows") for path in (ROOT / floor).rglob("*.py")
    )
    settings = set(re.findall(r'"(JORYE_[A-Z_]+)"', code))
    explained = set(re.findall(r"`(JORYE_[A-Z_]+)`", _read("reference/settings.md")))
    assert explained == settings


def test_every_attribute_that_diagrams_use_is_explained() -> None:
    diagrams = "\n".join(path.read_text("utf-8") for path in (ROOT / "bpmn" / "catalogue").glob("*/process.bpmn"))
    used = set(re.findall(r"[\s<](jorye:\w+)[=\s]", diagrams))
    assert used
    assert [name for name in sorted(used) if name not in _read("reference/diagram.md")] == []
