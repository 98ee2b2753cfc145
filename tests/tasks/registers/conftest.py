"""A grant that the tests of its parts begin with."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from tasks.registers import calls, grants
from tests.tasks.registers.granting import AT, party


@pytest.fixture
def grant(town: Connection) -> int:
    """An application under an open call, not yet deliberated."""
    call = calls.open_on(town, "ai_adoption_2027", date(2027, 2, 10))
    assert call is not None
    return grants.apply(
        town, instance_id=7, case_key="subsidy_case/7", programme="ai_adoption_2027", party_id=party(town),
        title="AI 수요예측 도입", requested=50_000_000, own_planned=10_000_000, starts_on=date(2027, 4, 1),
        ends_on=date(2027, 11, 30), at=AT, call_id=call.id,
    )  # fmt: skip
