"""A letter as plain text: for mail, for search, and to read where nothing else is shown."""

from __future__ import annotations

from tasks.documents.letter import Closing, Letter, Signature, written_day


def plain(letter: Letter) -> str:
    """Write the letter out, line by line."""
    head = [letter.agency, f"수신  {letter.recipient}", f"(경유)  {letter.via}".rstrip(), f"제목  {letter.title}"]
    parts = ["\n".join(head), "\n".join(line.written for line in letter.lines)]
    if letter.attachments:
        parts.append("붙임  " + "\n      ".join(letter.attachments))
    parts.append(_closing(letter.closing))
    return "\n\n".join(part for part in parts if part) + "\n"


def signed(signature: Signature) -> str:
    """Write one signature: post, 전결 or 대결 and the day before the name (시행규칙 제7조)."""
    day = written_day(signature.on) if signature.on else ""
    return " ".join(part for part in (signature.post, signature.word, day, signature.name) if part)


def issued(closing: Closing) -> str:
    """Write number and day: `시행  AI정책과-1234 (2027. 3. 8.)`."""
    day = f" ({written_day(closing.issued_on)})" if closing.issued_on else ""
    return f"시행  {closing.number}{day}" if closing.number else ""


def _closing(closing: Closing) -> str:
    concurring = "   ".join(signed(each) for each in closing.concurrences)
    lines = [
        closing.sender,
        "   ".join(signed(each) for each in closing.signatures),
        f"협조자  {concurring}" if concurring else "",
        issued(closing),
        " / ".join(part for part in (closing.contact, closing.disclosure) if part),
    ]
    return "\n".join(line for line in lines if line)
