"""Process data survives being stored, whatever its keys and types."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.engine import plain
from bpmn.expressions.limits import NUMBER

KEYS = st.sampled_from(["$t", "v", "typename", "map", "decimal", '"$t"', ""]) | st.text(max_size=5)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-NUMBER, NUMBER)
    | st.text()
    | KEYS
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(fold=0))
    | st.timedeltas(timedelta(days=-999_999), timedelta(days=999_999))
)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(DATA)
def test_what_is_stored_comes_back_the_same(document):
    restored = plain.decode(plain.encode(document).decode())
    assert restored == document
    assert repr(restored) == repr(document)


def test_what_is_not_plain_data_is_refused():
    for value in (object(), b"bytes", {1, 2}):
        with pytest.raises(TypeError):
            plain.encode({"value": value})
