"""The documentation leads to what exists: every link and picture, and every page stands in the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "bpmn" / "catalogue").glob("*/README.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    led = [
        link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link and not link.startswith("mailto:")
    ]
    assert [] == [link for link in led if not (page.parent / link).exists()]


def test_every_page_of_the_documentation_stands_in_its_index() -> None:
    index = DOCS / "README.md"
    led = {(DOCS / link).resolve() for link in LINK.findall(index.read_text("utf-8"))}
    assert [] == [page for page in sorted(DOCS.rglob("*.md")) if page.resolve() not in led and page != index]
