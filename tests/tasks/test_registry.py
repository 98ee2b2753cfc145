"""Operations are found by file name, and take what their signature says and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any, Literal

import pytest

from tasks import registry
from tasks.contract import ServiceContext, ServiceError
from tasks.registry import Operation, ParameterError, fits, operations

Run = Any


def module(**content: object) -> ModuleType:
    made = ModuleType("tasks.service.sample")
    made.__dict__.update(content)
    return made


def run(context: ServiceContext, *, amount: int, memo: str = "") -> Mapping[str, Any]:
    return {"amount": amount, "memo": memo}


def sample() -> Operation:
    return registry._operation("sample", module(EXECUTION="local", run=run))


def test_every_file_of_the_service_room_is_an_operation() -> None:
    assert all(name == operation.id for name, operation in operations().items())
    assert all(not name.startswith("_") for name in operations())


def test_an_operation_runs_with_what_it_takes() -> None:
    context: Any = None

    assert {"amount": 5, "memo": "x"} == sample().run(context, {"amount": 5, "memo": "x"})
    assert {"amount": 5, "memo": ""} == sample().run(context, {"amount": 5})


def test_every_wrong_parameter_is_named_and_what_to_do() -> None:
    context: Any = None

    with pytest.raises(ParameterError) as raised:
        sample().run(context, {"memo": 5, "colour": "red"})

    assert (("amount", "missing"), ("colour", "unknown"), ("memo", "type")) == raised.value.problems
    assert raised.value.text("en") == (
        'The parameters of the operation "sample" are not right. "amount" is missing: add it to the diagram. '
        '"colour" is not taken: remove it from the diagram. '
        '"memo" has a value of the wrong kind: correct the expression.'
    )


def positional(context: ServiceContext, amount: int) -> Mapping[str, Any]:
    return {}


def untyped(context: ServiceContext, *, amount) -> Mapping[str, Any]:  # type: ignore[no-untyped-def]  # wrong on purpose
    return {}


@pytest.mark.parametrize(
    "content",
    [
        {"EXECUTION": "local"},
        {"run": run},
        {"EXECUTION": "sometimes", "run": run},
        {"EXECUTION": "local", "run": positional},
        {"EXECUTION": "local", "run": untyped},
    ],
)
def test_a_file_that_is_no_operation_is_refused_by_name(content: dict[str, Run]) -> None:
    with pytest.raises(TypeError, match=r"tasks\.service\.sample"):
        registry._operation("sample", module(**content))


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        (1, int, True),
        (True, int, False),
        (True, bool, True),
        ("1", int, False),
        (date(2027, 1, 1), date, True),
        (datetime(2027, 1, 1, tzinfo=UTC), date, False),
        (datetime(2027, 1, 1, tzinfo=UTC), datetime, True),
        (None, str | None, True),
        (None, str, False),
        ([1], list[int], True),
        ({"a": 1}, Mapping[str, int], True),
        ("for", Literal["for", "against"], True),
        ("maybe", Literal["for", "against"], False),
        (object(), Any, True),
    ],
)
def test_a_value_fits_its_type_as_people_mean_it(value: object, wanted: Any, expected: bool) -> None:
    assert expected == fits(value, wanted)


def test_a_business_error_carries_its_code() -> None:
    error = ServiceError("anything", amount=5)

    assert ("anything", {"amount": 5}) == (error.code, error.params)
