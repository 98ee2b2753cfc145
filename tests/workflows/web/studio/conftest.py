"""The studio's pages on a machine that may be busy."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import pytest

from workflows.web.pages.studio import examples, review


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Have a page replay all examples, however long that takes; tests of those left for later say so themselves."""
    with pytest.MonkeyPatch.context() as patch:
        for page in (examples, review):
            patch.setattr(page, "A_WHILE", inf)
        yield
