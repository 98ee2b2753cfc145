"""Nothing lies over the drawing when it opens."""

from __future__ import annotations

import pytest

from tests.e2e.diagram_editor import DiagramEditor
from tests.kit.stores import ON_ONE_STORE

pytestmark = pytest.mark.browser

LEFTMOST = "Math.min(...[...document.querySelectorAll('.djs-shape')].map((e) => e.getBoundingClientRect().left))"
PALETTE = "document.querySelector('.djs-palette').getBoundingClientRect().right"


@ON_ONE_STORE
def test_the_drawing_begins_beside_the_palette(editor: DiagramEditor) -> None:
    page = editor.page
    assert page.evaluate(LEFTMOST) > page.evaluate(PALETTE)
    page.click("[data-do=whole]")
    assert page.evaluate(LEFTMOST) > page.evaluate(PALETTE)
