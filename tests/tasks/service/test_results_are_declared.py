"""What an operation says it gives is what it returns, so that a diagram can be checked against it."""

from __future__ import annotations

import ast
import inspect

import pytest

from tasks.registry import Operation, operations


def returned(operation: Operation) -> set[str] | None:
    """Read the keys of every record that `run` returns; None where one of them is made elsewhere."""
    tree = ast.parse(inspect.getsource(operation.function))
    records = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    if not all(isinstance(record, ast.Dict) for record in records):
        return None
    keys = [key for record in records if isinstance(record, ast.Dict) for key in record.keys]
    return {str(key.value) for key in keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize("operation", operations().values(), ids=lambda operation: operation.id)
def test_an_operation_declares_its_result(operation: Operation) -> None:
    keys = returned(operation)
    assert operation.gives is not None
    assert keys is None or keys == operation.gives.keys()
