"""Registration numbers and amounts in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.errors import LawError
from tasks.law.numbers import (
    amount_in_words,
    corporate_check_digit_fits,
    korean_number,
    valid_business_no,
    valid_corporate_no,
)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("123-45-67891", True),
        ("1234567891", True),
        ("123-45-67890", False),
        ("000-00-00000", False),
        ("123-45-6789", False),
        ("１２３-45-67891", False),
        ("abc-de-fghij", False),
        (1234567891, False),
    ],
)
def test_a_business_number_has_its_form_and_check_digit(number: object, valid: bool) -> None:
    assert valid == valid_business_no(number)


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_every_business_number_has_exactly_one_check_digit(nine: str) -> None:
    assert sum(valid_business_no(f"{nine}{digit}") for digit in range(10)) == 1


@given(st.from_regex(r"[1-9][0-9]{9}", fullmatch=True), st.integers(0, 7))
def test_one_wrong_digit_is_noticed(number: str, place: int) -> None:
    if valid_business_no(number):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert not valid_business_no(wrong)


def test_an_old_corporate_number_needs_its_check_digit_and_a_new_one_has_none() -> None:
    assert valid_corporate_no("110111-0062432", date(2000, 1, 1))
    assert not valid_corporate_no("110111-0062433", date(2025, 1, 30))
    assert valid_corporate_no("110111-0062433", date(2025, 1, 31))
    assert valid_corporate_no("110111-0062433")
    assert not corporate_check_digit_fits("110111-0062433")
    assert not valid_corporate_no("110111-006243")


@pytest.mark.parametrize(
    ("won", "words"),
    [
        (40_000_000, "금40,000,000원(금사천만원)"),
        (113_560, "금113,560원(금일십일만삼천오백육십원)"),
        (0, "금0원(금영원)"),
        (1_000_000_000, "금1,000,000,000원(금일십억원)"),
        (100_000_001, "금100,000,001원(금일억일원)"),
        (4_012_340, "금4,012,340원(금사백일만이천삼백사십원)"),
    ],
)
def test_amounts_are_written_out_as_official_papers_do(won: int, words: str) -> None:
    assert words == amount_in_words(won)


_VALUES = {word: value for value, word in enumerate("영일이삼사오육칠팔구")}


@given(st.integers(0, 10**16 - 1))
def test_a_spelled_number_reads_back_to_itself(number: int) -> None:
    total = group = digit = 0
    for sign in korean_number(number):
        if sign in _VALUES:
            digit = _VALUES[sign]
        elif sign in "십백천":
            group, digit = group + digit * 10 ** ("십백천".index(sign) + 1), 0
        else:
            total, group, digit = total + (group + digit) * 10_000 ** ("만억조".index(sign) + 1), 0, 0
    assert number == total + group + digit


@pytest.mark.parametrize("won", [-1, 10**20])
def test_amounts_that_no_paper_holds_are_refused(won: int) -> None:
    with pytest.raises(LawError):
        amount_in_words(won)
