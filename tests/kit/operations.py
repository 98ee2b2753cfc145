"""Service operations for the kit's `kit_jobs` process: one that posts, one that mails as the story wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from messages import Language
from tasks.contract import ServiceContext, ServiceError
from tasks.registers.serials import next_number
from tests.kit.city import City


class RefusedError(ServiceError):
    """The business error that the diagram catches."""

    def __init__(self) -> None:
        super().__init__("refused")

    def text(self, language: Language = "ko") -> str:
        """Say it in one language for all."""
        return "the address does not exist"


class Mailbox:
    """What arrived outside; `fails` says what to raise for the next deliveries, in order."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.tries: list[str] = []
        self.fails: list[Exception] = []

    def deliver(self, context: ServiceContext) -> Mapping[str, Any]:
        """Take one mail in, or fail."""
        self.tries.append(context.idempotency_key)
        if self.fails:
            raise self.fails.pop(0)
        self.received.append(context.idempotency_key)
        return {"sent": True}


def post(context: ServiceContext, *, amount: int) -> Mapping[str, Any]:
    """Write something into a register: the next number of a series."""
    return {"number": next_number(context.connection, "kit", context.now.year), "amount": amount}


def install(city: City, posting: Callable[..., Any] = post) -> Mailbox:
    """Install both operations and give the mailbox."""
    mailbox = Mailbox()

    def mail(context: ServiceContext) -> Mapping[str, Any]:
        return mailbox.deliver(context)

    city.install("kit_post", "local", posting)
    city.install("kit_mail", "external", mail)
    return mailbox
