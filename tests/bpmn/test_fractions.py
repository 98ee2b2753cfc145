"""Fractions in JSON files are read digit by digit; what nobody could count with is no number."""

from __future__ import annotations

import json

import pytest

from bpmn.examples import ExampleRefused, read_story
from bpmn.fractions import read_fraction

TOO_MUCH = ["1e99999999999999999999", "0e-99999999999999999999", "1e999", "1e-999", "0." + "1" * 50]


@pytest.mark.parametrize("written", ["0.10", "1.0", "-2.50", "1e3", "0.1234567890123456789"])
def test_a_fraction_keeps_its_digits(written: str) -> None:
    assert str(read_fraction(written)).replace("E+", "e") == written


@pytest.mark.parametrize("written", TOO_MUCH)
def test_what_nobody_could_count_with_makes_a_file_unreadable(written: str) -> None:
    with pytest.raises(ValueError, match="number"):
        json.loads(f'{{"minimum": {written}}}', parse_float=read_fraction)
    with pytest.raises(ExampleRefused):
        read_story(f'{{"steps": [{written}]}}')
