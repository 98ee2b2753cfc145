"""Records the grantee's acceptance and dedicated account; every later payment goes to exactly this account."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import grants
from tasks.service._grant import grant_of

EXECUTION = "local"
GIVES = ("accepted_on",)


def run(context: ServiceContext, *, account_bank: str, account_no: str) -> Mapping[str, Any]:
    """Give `accepted_on` (지방보조금 관리기준 제8조, 제10조)."""
    digits = "".join(sign for sign in account_no if sign.isdigit())
    digest = hashlib.sha256(f"{account_bank.strip()}/{digits}".encode()).hexdigest()
    today = as_date(context.now)
    grants.accept(context.connection, grant_of(context).id, today, digest)
    return {"accepted_on": today}
