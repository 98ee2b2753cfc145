"""What programs send is read digit by digit, and nothing that cannot be counted with gets in."""

from __future__ import annotations

from decimal import Decimal
from json import JSONDecodeError

import pytest

from tests.kit.city import City
from tests.workflows.api.test_api import Program
from workflows.api.strict_json import read_json


def test_a_fraction_keeps_every_digit_that_was_sent() -> None:
    read = read_json(b'{"rate": 0.10, "exact": 0.1234567890123456789, "amount": 1200000}')
    assert str(read["rate"]) == "0.10"
    assert read == {"rate": Decimal("0.10"), "exact": Decimal("0.1234567890123456789"), "amount": 1_200_000}
    assert type(read["amount"]) is int


@pytest.mark.parametrize(
    "sent", [b"1e999", b"-1e400", b"1e-999", b"0e-99999999999999999999", b"NaN", b"Infinity", b"0." + b"1" * 50]
)
def test_what_cannot_be_counted_with_is_refused(sent: bytes) -> None:
    with pytest.raises(JSONDecodeError):
        read_json(sent)


def test_a_fraction_where_there_is_no_place_for_one_is_told_and_breaks_nothing(city: City) -> None:
    city.publish("hall_permit")
    program = Program(city, "applicant1")
    for body in (1.5, {"values": 0.10}, {"values": {"purpose": 0.5, "held_on": 0.10}, "party": 1.5}):
        status, told = program.post("/processes/hall_permit/start", body)
        assert status == 422, told
