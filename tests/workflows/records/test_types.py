"""Stored values come back as what they were."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from workflows.records.types import Moment, read_document, write_document

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.datetimes(timezones=st.just(UTC))
    | st.decimals(allow_nan=False, allow_infinity=False)
)
documents = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text().filter(lambda key: "$" not in key), inner)
)


@given(documents)
def test_any_value_comes_back_as_it_was(value: object) -> None:
    assert value == read_document(write_document(value))


@given(st.dictionaries(st.text(), st.integers()))
def test_equal_values_are_written_alike_whatever_their_order(value: dict[str, int]) -> None:
    assert write_document(value) == write_document(dict(reversed(value.items())))


@given(documents)
def test_a_value_is_always_written_in_the_words_that_seals_rest_on(value: object) -> None:
    """An answer of years ago is written anew to see that its seal still holds."""

    def tagged(other: object) -> dict[str, str]:
        if isinstance(other, Decimal):
            return {"$decimal": str(other)}
        assert isinstance(other, date)
        return {"$moment" if isinstance(other, datetime) else "$date": other.isoformat()}

    assert write_document(value) == json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=tagged
    )


def test_a_date_is_not_a_moment() -> None:
    value = {"day": date(2027, 3, 2), "at": datetime(2027, 3, 2, tzinfo=UTC), "rate": Decimal("0.1")}

    assert (
        write_document(value)
    ) == '{"at":{"$moment":"2027-03-02T00:00:00+00:00"},"day":{"$date":"2027-03-02"},"rate":{"$decimal":"0.1"}}'


def test_a_value_that_cannot_be_stored_is_named() -> None:
    with pytest.raises(TypeError, match="object cannot be stored"):
        write_document({"thing": object()})


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_on_sqlite_the_order_of_texts_is_the_order_of_moments(one: datetime, other: datetime) -> None:
    kind, dialect = Moment(), sqlite.dialect()
    try:
        texts = [kind.process_bind_param(moment, dialect) for moment in (one, other)]
    except OverflowError:  # the first hours of year 1 have no UTC
        return

    assert (one.astimezone(UTC) < other.astimezone(UTC)) == (texts[0] < texts[1])


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        Moment().process_bind_param(datetime(2027, 1, 4), sqlite.dialect())  # noqa: DTZ001 -- naive on purpose
