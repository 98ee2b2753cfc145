"""Notices are mailed: by the city's mail server, or kept in a folder without one; a failed one is tried again."""

from __future__ import annotations

import mailbox
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from sqlalchemy import select

from tasks.contract import ServiceContext, ServiceError
from tasks.registry import operations
from tests.kit.city import City
from workflows.records.notice import notice
from workflows.use_cases.mail_notices import mail_notices
from workflows.use_cases.notify import News, notify

NEWS = News(
    "deadline/1",
    "deadline",
    {"task": "실적보고", "case": "2027-0001", "due_on": "2027-03-02", "clause": "T02"},
    "/tasks/1",
)


class MailServer(threading.Thread):
    """Speaks enough SMTP to take mails; refuses the first `refusals` of them for now."""

    def __init__(self, refusals: int = 0) -> None:
        super().__init__(daemon=True)
        self.refusals = refusals
        self.taken: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]

    def run(self) -> None:
        """Serve one connection after the other until closed."""
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb", buffering=0) as file:
                self._serve(file)

    def close(self) -> None:
        """Take no more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self, file: object) -> None:
        file.write(b"220 ready\r\n")  # type: ignore[attr-defined]  # a raw socket file
        for line in file:  # type: ignore[attr-defined]
            word = line.strip().upper()
            if word == b"DATA":
                file.write(b"354 go on\r\n")  # type: ignore[attr-defined]
                text = b"".join(iter(lambda: file.readline(), b".\r\n"))  # type: ignore[attr-defined]
                self.taken.append(text.decode())
            if word.startswith(b"MAIL") and self.refusals:
                self.refusals -= 1
                file.write(b"451 come back later\r\n")  # type: ignore[attr-defined]
                continue
            file.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")  # type: ignore[attr-defined]
            if word == b"QUIT":
                return


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have mails kept as files."""
    monkeypatch.setenv("JORYE_DATA", str(tmp_path))
    monkeypatch.delenv("JORYE_SMTP_URL", raising=False)
    return tmp_path / "mail"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """Have a mail server that is busy once."""
    running = MailServer(refusals=1)
    running.start()
    monkeypatch.setenv("JORYE_SMTP_URL", f"smtp://127.0.0.1:{running.port}")
    monkeypatch.setenv("JORYE_MAIL_FROM", "jorye@anyang.example")
    yield running
    running.close()


def leave(city: City, *logins: str) -> int:
    """Leave a notice for these people."""
    with city.unit_of_work() as uow:
        return notify(uow, [city.person(login) for login in logins], NEWS, now=city.clock.now())


def mail(city: City) -> int:
    """Do what the sweep does."""
    return mail_notices(city.services, now=city.clock.now())


def test_without_a_server_mails_are_kept_as_files(city: City, folder: Path) -> None:
    leave(city, "officer1", "officer2")
    assert (2, 0) == (mail(city), mail(city))
    kept = list(mailbox.Maildir(folder))
    assert {"officer1@anyang.example", "officer2@anyang.example"} == {each["To"] for each in kept}
    assert "2027-03-02" in str(make_header(decode_header(kept[0]["Subject"])))
    assert "/tasks/1" in kept[0].get_payload(decode=True).decode()


def test_a_busy_server_is_tried_again_and_the_mail_comes_once(city: City, server: MailServer) -> None:
    leave(city, "officer1")
    assert 0 == mail(city)
    assert 0 == mail(city)
    city.advance(seconds=13)
    assert 1 == mail(city)
    city.advance(days=1)
    assert 0 == mail(city)
    [taken] = server.taken
    assert "officer1@anyang.example" == message_from_string(taken)["To"]


def test_a_server_that_never_answers_is_given_up_and_the_reason_kept(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JORYE_SMTP_URL", "smtp://127.0.0.1:9")
    leave(city, "officer1")
    for _ in range(6):
        assert 0 == mail(city)
        city.advance(hours=1)
    with city.connection() as connection:
        row = connection.execute(select(notice)).one()
    assert (4, None) == (row.mail_attempts, row.mail_at)
    assert row.mail_error


def test_the_same_reason_is_told_once(city: City, folder: Path) -> None:
    assert (1, 0) == (leave(city, "officer1"), leave(city, "officer1"))
    assert 1 == mail(city)


def test_a_mail_sent_twice_is_shown_once(city: City, folder: Path) -> None:
    for _ in range(2):
        _send(city, "a@b.example", "subject")
    assert 1 == len({each["Message-ID"] for each in mailbox.Maildir(folder)})


def test_a_subject_cannot_smuggle_in_a_header(city: City, folder: Path) -> None:
    _send(city, "a@b.example", "subject\r\nBcc: everybody@b.example")
    [kept] = mailbox.Maildir(folder)
    assert kept["Bcc"] is None


@pytest.mark.parametrize("address", ["nobody", "", "a@b.example\r\nBcc: c@d.example"])
def test_what_is_no_address_is_a_business_error(city: City, folder: Path, address: str) -> None:
    with pytest.raises(ServiceError) as refused:
        _send(city, address, "subject")
    assert "mail_address" == refused.value.code
    assert refused.value.text("en")


def _send(city: City, to: str, subject: str) -> None:
    with city.connection() as connection:
        now = datetime(2027, 1, 4, tzinfo=UTC) + timedelta(microseconds=1)
        context = ServiceContext(connection, now, 1, "k", "p", "e", None, "key")
        operations()["send_mail"].run(context, {"to": to, "subject": subject, "body": "text"})
