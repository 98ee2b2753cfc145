"""How pages write sizes."""

from __future__ import annotations

import pytest

from workflows.web.rendering import show_size

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("octets", "written"),
    [
        (1, "1 KB"),
        (340 * 1024, "340 KB"),
        (MB - 1, "1 MB"),
        (2 * MB, "2 MB"),
        (5 * MB // 2, "2.5 MB"),
        (10 * MB - 1, "10 MB"),
        (20 * MB, "20 MB"),
        (41 * MB // 2 + 1, "21 MB"),
    ],
)
def test_a_size_has_a_decimal_only_where_it_says_something(octets: int, written: str) -> None:
    assert show_size(octets) == written
