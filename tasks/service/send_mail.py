"""Sends one mail (external): to the SMTP server of `JORYE_SMTP_URL`, else into a maildir in the data folder.

`JORYE_SMTP_URL` is `smtp://user:password@host:587` (STARTTLS when the server offers it) or `smtps://host:465`;
`JORYE_MAIL_FROM` is the sender's address. The message id is made from the idempotency key, so that a mail sent twice
is shown once.
"""

from __future__ import annotations

import hashlib
import mailbox
import os
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tasks.contract import ServiceContext, ServiceError

EXECUTION = "external"
GIVES = ("mail_sent",)
_SECONDS = 30


def run(context: ServiceContext, *, to: str, subject: str, body: str) -> Mapping[str, Any]:
    """Send `body` (plain text) to one address; gives `{"mail_sent": True}`.

    Raises ServiceError `mail_address` for an address that cannot be one; what the server refuses, or a lost connection,
    is an OSError, and tried again.
    """
    mail = _mail(context, to, subject, body)
    server = os.environ.get("JORYE_SMTP_URL", "")
    if server:
        _send(server, mail)
    else:
        _keep(Path(os.environ.get("JORYE_DATA", "data")) / "mail", mail)
    return {"mail_sent": True}


def _mail(context: ServiceContext, to: str, subject: str, body: str) -> EmailMessage:
    mail = EmailMessage()
    sender = os.environ.get("JORYE_MAIL_FROM", "jorye@localhost")
    try:
        mail["From"], mail["To"] = sender, to
        mail["Subject"] = " ".join(subject.split())  # a line break would start another header
    except ValueError as error:
        raise ServiceError("mail_address", address=to) from error
    if not mail["To"].addresses or any(not address.domain for address in mail["To"].addresses):
        raise ServiceError("mail_address", address=to)
    key = hashlib.sha256(context.idempotency_key.encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{key}@{sender.rpartition('@')[2]}>"
    mail["Date"] = format_datetime(context.now.replace(microsecond=0))
    mail.set_content(body)
    return mail


def _send(server: str, mail: EmailMessage) -> None:
    parts = urlsplit(server)
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(host, parts.port or 25, timeout=_SECONDS)
    with smtp:
        smtp.ehlo()
        if parts.scheme != "smtps" and smtp.has_extn("starttls"):
            smtp.starttls(context=ssl.create_default_context())
        if parts.username:
            smtp.login(unquote(parts.username), unquote(parts.password or ""))
        smtp.send_message(mail)


def _keep(folder: Path, mail: EmailMessage) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    mailbox.Maildir(folder, create=True).add(mail)
