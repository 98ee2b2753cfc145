"""An official letter looks as 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조, 제4조 and 제7조 say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from tasks.documents.closing import closing_of
from tasks.documents.html import html
from tasks.documents.letter import Closing, Letter, Signature, lay_out, written_day
from tasks.documents.plain import plain
from tasks.registers import documents, people


def letter(*paragraphs: str, attachments: tuple[str, ...] = (), closing: Closing | None = None) -> Letter:
    return lay_out(
        agency="안양시", recipient="주식회사 안양에이아이 대표", title="지방보조금 교부결정 통지",
        paragraphs=paragraphs, attachments=attachments, closing=closing,
    )  # fmt: skip


def test_the_whole_letter_reads_as_the_sample_of_the_rules() -> None:
    closing = Closing(
        sender="안양시장",
        signatures=(
            Signature("주무관", "한예린"),
            Signature("AI정책과장", "이수아"),
            Signature("AI전략국장", "박도윤", "전결", date(2027, 3, 8)),
        ),
        concurrences=(Signature("예산법무과장", "최유나"),),
        number="AI정책과-1234",
        issued_on=date(2027, 3, 8),
        contact="전화 031-000-0000",
        disclosure="부분공개",
    )
    one = letter(
        "1. 귀사의 교부신청(2027. 2. 10.)과 관련입니다.",
        "2. 아래와 같이 결정하였음을 알려드립니다.\n"
        "  가. 교부결정액: 금40,000,000원(금사천만원)\n  나. 교부조건: 붙임 참조",
        attachments=("1. 교부결정서 1부.", "2. 교부조건 1부."),
        closing=closing,
    )

    assert plain(one) == (
        "안양시\n수신  주식회사 안양에이아이 대표\n(경유)\n제목  지방보조금 교부결정 통지\n\n"
        "1. 귀사의 교부신청(2027. 2. 10.)과 관련입니다.\n"
        "2. 아래와 같이 결정하였음을 알려드립니다.\n"
        "  가. 교부결정액: 금40,000,000원(금사천만원)\n"
        "  나. 교부조건: 붙임 참조\n\n"
        "붙임  1. 교부결정서 1부.\n      2. 교부조건 1부.  끝.\n\n"
        "안양시장\n"
        "주무관 한예린   AI정책과장 이수아   AI전략국장 전결 2027. 3. 8. 박도윤\n"
        "협조자  예산법무과장 최유나\n"
        "시행  AI정책과-1234 (2027. 3. 8.)\n"
        "전화 031-000-0000 / 부분공개\n"
    )


def test_a_paragraph_left_out_leaves_no_gap_in_the_numbers() -> None:
    assert ["1.", "2.", "3."] == [line.mark for line in letter("1. 하나", "3. 셋", "7. 일곱").lines]


def test_a_list_that_comes_with_a_value_keeps_its_marks_under_its_item() -> None:
    lines = letter("4. 교부 조건\n1. 목적 외 사용 금지\n2. 정산 보고", "5. 표지판").lines

    assert [(0, "1."), (1, "1."), (1, "2."), (0, "2.")] == [(line.depth, line.mark) for line in lines]


@pytest.mark.parametrize(
    ("text", "depth"),
    [("가. 일", 1), ("1) 일", 2), ("가) 일", 3), ("(1) 일", 4), ("(가) 일", 5), ("① 일", 6), ("㉮ 일", 7), ("일", 1)],
)
def test_inner_items_stand_as_deep_as_their_mark(text: str, depth: int) -> None:
    assert depth == letter(f"1. 제목\n{text}").lines[1].depth


@pytest.mark.parametrize("text", ["1. 알립니다.", "1. 알립니다.  끝.", "1. 알립니다. 끝.\n"])
def test_the_text_ends_with_the_end_mark_once(text: str) -> None:
    assert "알립니다.  끝." == letter(text).lines[-1].text


def test_the_end_mark_follows_the_last_attachment_and_not_the_text() -> None:
    one = letter("1. 알립니다.", attachments=("1. 명단 1부.  끝.",))

    assert ("알립니다.", "1. 명단 1부.  끝.") == (one.lines[-1].text, one.attachments[-1])


def test_days_are_written_with_dots() -> None:
    assert "2026. 11. 22." == written_day(date(2026, 11, 22))


def test_what_people_typed_is_never_markup() -> None:
    shown = str(html(letter('1. <script>alert("x")</script>')))

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_page_shows_header_items_and_closing() -> None:
    shown = str(html(letter("1. 알립니다.\n가. 금액", closing=Closing(sender="안양시장", number="AI정책과-1"))))

    for part in ("<dt>제목</dt>", "letter-depth-1", "안양시장", "시행  AI정책과-1"):
        assert part in shown


@pytest.mark.parametrize(
    ("capacity", "written"), [("own", ""), ("delegated", "전결"), ("proxy", "대결"), ("delegated_proxy", "전결 대결")]
)
def test_the_closing_says_how_the_approver_signed(town: Connection, capacity: str, written: str) -> None:
    at = datetime(2027, 3, 8, 1, tzinfo=UTC)
    officer, head = people.by_login(town, "officer1").id, people.by_login(town, "division_head1").id
    new = documents.draft(
        town, division="ai_policy", title="x", recipient="내부결재", body={}, drafted_by=officer, at=at
    )
    documents.sign(town, new, "draft", person_id=officer, post_name="주무관", at=at)
    documents.sign(town, new, "concur", person_id=head, post_name="예산법무과장", at=at, opinion="재원 확인")
    documents.approve(town, new, person_id=head, post_name="AI정책과장", at=at, capacity=capacity)  # type: ignore[arg-type]

    closing = closing_of(town, new)

    assert (
        Signature("주무관", "한예린"),
        Signature("AI정책과장", "이수아", written, date(2027, 3, 8)),
    ) == closing.signatures
    assert (Signature("예산법무과장", "이수아(의견 있음)"),) == closing.concurrences
    assert ("AI정책과-1", date(2027, 3, 8), "대국민공개") == (closing.number, closing.issued_on, closing.disclosure)
