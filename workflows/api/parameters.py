"""Parameters of addresses: numbers that the stores can look for, words without characters that no text has."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Path, Query

Name = Annotated[str, Path()]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Words = Annotated[str, Query(max_length=500, pattern="^[^\\x00]*$")]
Key = Annotated[str, Header(max_length=100, alias="Idempotency-Key")]
