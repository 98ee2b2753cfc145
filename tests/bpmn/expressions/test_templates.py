"""Texts with gaps that expressions fill."""

from __future__ import annotations

from datetime import date

import pytest

from bpmn.expressions import ExpressionError, ExpressionRefused, compile_template


def test_the_gaps_are_filled_and_the_rest_is_kept() -> None:
    template = compile_template("{{ applicant.name }}님의 신청({{ amount }}원, {{ day }}){{ note }} {아님}", {})
    values = {"applicant": {"name": "김"}, "amount": 5, "day": date(2027, 3, 2), "note": None}
    assert template(values) == "김님의 신청(5원, 2027-03-02) {아님}"
    assert template.names == {"applicant", "amount", "day", "note"}


def test_what_fills_a_gap_is_never_read_again() -> None:
    assert compile_template("{{ name }}", {})({"name": "{{ secret }}", "secret": 1}) == "{{ secret }}"


def test_a_gap_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_template("신청 {{ amount", {})
    assert refused.value.text("ko") == "‘{{’가 닫히지 않았습니다. ‘}}’로 닫으십시오."


def test_a_list_does_not_fit_into_a_gap() -> None:
    with pytest.raises(ExpressionError) as error:
        compile_template("{{ items }}", {})({"items": [1]})
    assert error.value.code == "needs_simple"
