"""Issues a letter that one official signs by delegation (전결): written, signed, numbered and delivered in one go.

The register keeps which letter of which process it is and the values it was filled with, so the text can be shown or
printed at any time (행정업무의 운영 및 혁신에 관한 규정 제6조, 제11조, 제16조).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import documents
from tasks.registers.guard import require
from tasks.registers.posts import post, posts_held

OFFICER = "주무관"
"""How an official without a post signs."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What to send: the letter's id in the process that runs, what fills it, and to whom."""

    id: str
    title: str
    recipient: str
    values: Mapping[str, Any]


def issue(context: ServiceContext, letter: Letter, *, division: str, channel: str = "portal") -> str:
    """Issue the letter in the name of whoever acted last and give its production number.

    On the portal it arrives as it is sent (제6조제2항). Raises GuardError `nobody_signs` where a timer led here.
    """
    signer = context.actor_id
    require(signer is not None, "nobody_signs", letter=letter.id)
    assert signer is not None
    document_id = documents.draft(
        context.connection,
        division=division,
        title=letter.title,
        recipient=letter.recipient,
        body=body_of(context.process_id, letter.id, letter.values),
        drafted_by=signer,
        at=context.now,
        instance_id=context.instance_id,
        disclosure="partial",
        disclosure_ground="정보공개법 제9조제1항제7호",
    )
    name = signing_name(context.connection, signer, as_date(context.now))
    number = documents.approve(
        context.connection, document_id, person_id=signer, post_name=name, at=context.now, capacity="delegated"
    )
    sent = documents.send(context.connection, document_id, letter.recipient, channel, context.now)
    if channel == "portal":
        documents.arrive(context.connection, sent, context.now)
    return number


def body_of(process_id: str, letter_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the register keeps of a letter: where its model is, and its values as plain text and numbers."""
    return {"process": process_id, "letter": letter_id, "values": _plain(values)}


def signing_name(connection: Connection, person_id: int, on: date) -> str:
    """Give the name of the post a person signs with that day."""
    held = posts_held(connection, person_id, on)
    if not held:
        return OFFICER
    return str(connection.execute(select(post.c.name_ko).where(post.c.code == held[0])).scalar_one())


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else str(value)
