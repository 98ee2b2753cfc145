"""Documents: numbered without gaps at approval, unchangeable from then on (행정업무의 운영 및 혁신에 관한 규정)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tasks.registers import documents
from tasks.registers.guard import GuardError
from tests.kit.town import someone

AT = datetime(2027, 3, 8, 1, 0, tzinfo=UTC)


def drafted(town: Connection, division: str = "ai_policy", instance_id: int | None = None) -> int:
    return documents.draft(
        town, division=division, title="교부결정 통지", recipient="신청자", body={"items": ["1"]},
        drafted_by=someone(town, "officer1"), at=AT, instance_id=instance_id,
    )  # fmt: skip


def approved(town: Connection, document: int, at: datetime = AT) -> str:
    return documents.approve(
        town, document, person_id=someone(town, "division_head1"), post_name="AI정책과장", at=at, capacity="delegated"
    )


def test_numbers_run_by_division_and_year_without_gaps(town: Connection) -> None:
    next_year = datetime(2027, 12, 31, 15, 0, tzinfo=UTC)  # 1 January 2028, 00:00 in Seoul
    drafts = [drafted(town), drafted(town), drafted(town, "budget_legal"), drafted(town)]

    numbers = [approved(town, each, AT if each != drafts[3] else next_year) for each in drafts]

    assert ["AI정책과-1", "AI정책과-2", "예산법무과-1", "AI정책과-1"] == numbers
    assert 2 == documents.last_serial(town, "ai_policy", AT.date())


def test_a_draft_has_no_number(town: Connection) -> None:
    assert documents.get(town, drafted(town)).number is None


def test_a_return_needs_its_reason(town: Connection) -> None:
    document, head = drafted(town), someone(town, "division_head1")

    with pytest.raises(GuardError, match="reason_needed"):
        documents.sign(town, document, "return", person_id=head, post_name="AI정책과장", at=AT)
    documents.sign(town, document, "return", person_id=head, post_name="AI정책과장", at=AT, opinion="금액 확인")


def test_earlier_versions_are_kept_when_a_draft_comes_back(town: Connection) -> None:
    document = drafted(town)
    documents.redraft(town, document, title="고침", body={}, drafted_by=someone(town, "officer1"), at=AT)

    kept = town.execute(text("SELECT version, title FROM document_version ORDER BY version")).all()

    assert [(1, "교부결정 통지"), (2, "고침")] == [tuple(row) for row in kept]


def test_signatures_tell_who_stood_in_for_whom(town: Connection) -> None:
    document, deputy, away = drafted(town), someone(town, "team_lead1"), someone(town, "division_head1")
    documents.approve(
        town, document, person_id=deputy, post_name="AI정책팀장", at=AT, capacity="delegated_proxy", stands_in_for=away
    )

    assert [("approve", "delegated_proxy", deputy, away)] == [
        (row.mark, row.capacity, row.person_id, row.stands_in_for) for row in documents.marks_of(town, document)
    ]


def test_an_approved_document_takes_no_more_signatures_and_no_new_text(town: Connection) -> None:
    document = drafted(town)
    approved(town, document)

    with pytest.raises(GuardError, match="document_approved"):
        approved(town, document)
    with pytest.raises(GuardError, match="document_approved"):
        documents.redraft(town, document, title="x", body={}, drafted_by=someone(town, "officer1"), at=AT)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE document SET title = 'x'", "document_approved"),
        ("DELETE FROM document", "document_approved"),
        ("UPDATE document_mark SET opinion = ''", "recorded"),
        ("DELETE FROM document_mark", "recorded"),
        ("UPDATE document_version SET title = 'x'", "recorded"),
    ],
)
def test_the_database_itself_keeps_what_was_approved(town: Connection, statement: str, code: str) -> None:
    approved(town, drafted(town))

    with pytest.raises(IntegrityError, match=f"jorye:{code}"):
        town.execute(text(statement))


def test_only_an_approved_document_goes_out(town: Connection) -> None:
    document = drafted(town)
    with pytest.raises(GuardError, match="document_unapproved"):
        documents.send(town, document, "신청자", "portal", AT)
    approved(town, document)

    sent = documents.send(town, document, "신청자", "portal", AT)
    documents.arrive(town, sent, AT)

    with pytest.raises(IntegrityError, match="jorye:recorded"):
        town.execute(text("UPDATE document_dispatch SET arrived_at = NULL"))


def test_a_closed_document_names_its_ground(town: Connection) -> None:
    with pytest.raises(IntegrityError, match="ground_given"):
        documents.draft(
            town, division="ai_policy", title="x", recipient="x", body={}, drafted_by=someone(town, "officer1"),
            at=AT, disclosure="closed",
        )  # fmt: skip


def test_the_documents_of_a_case_are_found(town: Connection) -> None:
    document = drafted(town, instance_id=5)

    assert [document] == [row.id for row in documents.of_case(town, 5)]
