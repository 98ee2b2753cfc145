"""Letters read as official papers do: filled, dated with dots, ended with 끝."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bpmn.expressions import ExpressionError, ExpressionRefused
from bpmn.letters import Letter, written_day

MODEL: dict[str, Any] = {
    "title": "{{ programme }} 통지",
    "recipient": "{{ name }}",
    "paragraphs": [
        {"text": "1. {{ day(filed_on) }} 신청과 관련입니다."},
        {"text": "2. 이유: {{ reasons }}", "when": 'reasons != ""'},
    ],
}
VALUES = {"programme": "도입 지원", "name": "안양에이아이", "filed_on": "2027-02-10", "reasons": ""}


def test_a_letter_is_filled_and_ends_with_the_end_mark() -> None:
    filled = Letter.read(MODEL, {}).fill(VALUES)
    assert ("도입 지원 통지", "안양에이아이") == (filled.title, filled.recipient)
    assert ("1. 2027. 2. 10. 신청과 관련입니다.  끝.",) == filled.paragraphs


def test_a_paragraph_is_written_only_when_its_condition_holds() -> None:
    filled = Letter.read(MODEL, {}).fill(VALUES | {"reasons": "예산이 모자람"})
    assert "2. 이유: 예산이 모자람  끝." == filled.paragraphs[-1]


def test_the_end_mark_stands_after_the_last_attachment() -> None:
    filled = Letter.read(MODEL | {"attachments": ["결정서", "조건"]}, {}).fill(VALUES)
    assert ("1. 결정서 1부.", "2. 조건 1부.  끝.") == filled.attachments
    assert not filled.paragraphs[-1].endswith("끝.")


def test_a_missing_value_is_named() -> None:
    with pytest.raises(ExpressionError, match="name"):
        Letter.read(MODEL, {}).fill({"programme": "도입 지원", "filed_on": None, "reasons": ""})


def test_a_gap_that_is_no_expression_is_refused() -> None:
    with pytest.raises(ExpressionRefused):
        Letter.read(MODEL | {"title": "{{ import os }}"}, {})


def test_days_are_written_with_dots() -> None:
    assert "2027. 3. 8." == written_day(date(2027, 3, 8))
    assert "" == written_day(None)


def test_a_letter_without_a_paragraph_still_ends_as_papers_do() -> None:
    model = {"title": "t", "recipient": "r", "paragraphs": [{"text": "x", "when": "false"}]}
    assert ("  끝.",) == Letter.read(model, {}).fill({}).paragraphs


def test_the_day_of_a_time_is_the_day_in_seoul() -> None:
    evening = datetime(2027, 3, 7, 16, tzinfo=UTC)
    assert ["2027. 3. 8.", "2027. 3. 8."] == [written_day(evening), written_day(evening.isoformat())]
    assert ["2027. 3. 7.", "2027. 3. 7."] == [written_day(evening.date()), written_day("2027-03-07")]
