"""The ordinance on a page: its clauses, and the duty that is not met."""

from __future__ import annotations

from collections.abc import Callable

from tests.kit.city import City
from tests.kit.visitor import Visitor


def test_the_unmet_duty_is_told_only_where_the_ordinance_asks_for_a_plan(
    visitor: Callable[[str], Visitor], city: City
) -> None:
    assert [] == visitor("auditor1").open("/ordinance").texts(".notice h2")
    city.publish("basic_plan")
    assert ["이행하지 않은 의무가 있습니다"] == visitor("auditor1").open("/ordinance").texts(".notice h2")
