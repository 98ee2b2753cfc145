"""What is typed on the page of a dry run: JSON where it is JSON, else text, and never a fault."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workflows.web.pages.studio.try_typed import typed_values


def test_a_line_holds_a_name_and_a_value() -> None:
    typed = "amount = 3\nrate=0.10\nname = 김하나\nlines = [1, true]\nno value\n= 5"
    assert typed_values(typed) == {"amount": 3, "rate": Decimal("0.10"), "name": "김하나", "lines": [1, True]}


@pytest.mark.parametrize("written", ["1e99999999999999999999", "1e999", "0." + "1" * 50, "NaN", "[" * 100_000])
def test_what_nobody_could_count_with_is_text(written: str) -> None:
    assert typed_values(f"rate = {written}") == {"rate": written}
