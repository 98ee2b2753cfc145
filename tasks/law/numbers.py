"""Numbers that papers carry: business and corporate registration numbers, and amounts written out (금액 한글 표기)."""

from __future__ import annotations

import re
from datetime import date

from tasks.law.checks import whole
from tasks.law.errors import LawError

_BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
NO_CHECK_DIGIT_FROM = date(2025, 1, 31)
"""Corporate numbers from this day have no check digit (법인등의 부동산등기용등록번호 부여 규칙, 제3173호)."""
_DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("천", "백", "십", "")
_GROUPS = ("", "만", "억", "조", "경")


def valid_business_no(text: object) -> bool:
    """Tell whether a business registration number (사업자등록번호, `NNN-NN-NNNNN`) has the right form and check digit.

    It proves the form only, not that the business is open.
    """
    digits = _digits(text, r"\d{3}-?\d{2}-?\d{5}")
    if digits is None or not any(digits):
        return False
    total = sum(digit * weight for digit, weight in zip(digits, _BUSINESS_WEIGHTS, strict=False))
    total += digits[8] * 5 // 10
    return (10 - total % 10) % 10 == digits[9]


def valid_corporate_no(text: object, incorporated: date | None = None) -> bool:
    """Tell whether a corporate registration number (법인등록번호, 13 digits) can be right.

    The check digit is required only of a company known to be incorporated before 2025-01-31.
    """
    digits = _digits(text, r"\d{6}-?\d{7}")
    if digits is None or not any(digits):
        return False
    return incorporated is None or incorporated >= NO_CHECK_DIGIT_FROM or corporate_check_digit_fits(text)


def corporate_check_digit_fits(text: object) -> bool:
    """Tell whether the old check digit fits: False is only a hint to look again, for newer numbers have none."""
    digits = _digits(text, r"\d{6}-?\d{7}")
    if digits is None:
        return False
    total = sum(digit * (1 + place % 2) for place, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == digits[12]


def amount_in_words(won: int) -> str:
    """Write an amount as papers do: `금113,560원(금일십일만삼천오백육십원)` (행정업무규정 시행규칙 제2조제2항)."""
    return f"금{whole('won', won):,}원(금{korean_number(won)}원)"


def date_in_words(day: date) -> str:
    """Write a day as papers do: `2027. 3. 5.` (행정업무규정 제7조제5항)."""
    return f"{day.year}. {day.month}. {day.day}."


def korean_number(number: int) -> str:
    """Spell a whole number below 10²⁰ in Korean, every 일 written: 10 is 일십; raises LawError `number_too_big`."""
    if whole("number", number) >= 10 ** (4 * len(_GROUPS)):
        raise LawError("number_too_big", value=number)
    words, group = "", 0
    while number:
        number, four = divmod(number, 10_000)
        words = (_spell_four(four) + _GROUPS[group] if four else "") + words
        group += 1
    return words or _DIGITS[0]


def _spell_four(number: int) -> str:
    digits = f"{number:04d}"
    return "".join(_DIGITS[int(digit)] + place for digit, place in zip(digits, _PLACES, strict=True) if digit != "0")


def _digits(text: object, form: str) -> list[int] | None:
    if not isinstance(text, str) or not re.fullmatch(form, text.strip(), re.ASCII):
        return None
    return [int(sign) for sign in text if sign.isdigit()]
