"""Handing a draft over (상신) and deciding what was handed over: published, returned, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from markupsafe import Markup
from starlette.responses import Response

import messages
from bpmn.bundle import Bundle
from tasks.registers.roles import people_with_role
from workflows.drafts.example_gate import ExamplesReplayed
from workflows.drafts.refusals import StudioRefused, SubmissionRefused
from workflows.drafts.submissions import LONGEST_NOTE, Wish
from workflows.http.status import status_of
from workflows.instances.bundles import stored_bundle
from workflows.instances.gate import to_accept
from workflows.instances.versions import newest_version
from workflows.queries.names import Name, names_of
from workflows.queries.process_draft import draft_bundle
from workflows.queries.studio_history import accepted_with
from workflows.queries.submissions import SubmissionView, submission_view, submissions, submitted_bundle
from workflows.rights import Page
from workflows.runtime import UnitOfWork, begin
from workflows.use_cases.publish_submission import publish_submission
from workflows.use_cases.return_submission import return_submission
from workflows.use_cases.submit_process_draft import submit_process_draft
from workflows.use_cases.withdraw_submission import withdraw_submission
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import draft_or_none, process_of, studio_page
from workflows.web.pages.studio.move_along import asked_for, goes_along, offer, take_along
from workflows.web.pages.studio.review import GoingOn, replayed_for_a_while, review
from workflows.web.visit import Visit


def show_submissions(visit: Visit) -> Response:
    """Show what would be handed over, what waits, and how earlier submissions were decided."""
    return _draft_page(visit)


def submit(visit: Visit) -> Response:
    """Hand the draft over."""
    process_id = process_of(visit)
    try:
        with begin(visit.services) as uow:
            wish = Wish(visit.field("note"), read_day(visit))
            submission_id = submit_process_draft(uow, process_id, wish, actor=visit.person.person_id, now=visit.now)
    except StudioRefused as refusal:
        return _draft_page(visit, refusal)
    return visit.redirect(f"/studio/{process_id}/submissions/{submission_id}", "submitted")


def show_submission(visit: Visit) -> Response:
    """Show one submission with everything its second person needs to decide, and what they have chosen so far."""
    return _page(visit)


def publish(visit: Visit) -> Response:
    """Make the submission the next version."""
    found, actor = _found(visit), visit.person.person_id
    visit.require("studio.publish", found.resource)
    replayed = replayed_for_a_while(visit, *_sides(visit, found))
    accepted = {each for each in visit.form.getlist("accepted") if isinstance(each, str)}
    moves = goes_along(visit)
    try:
        day = read_day(visit)
        with begin(visit.services) as uow:
            published = publish_submission(
                uow, found.id, effective_from=day, examples=replayed, accepted=accepted, actor=actor, now=visit.now
            )
            if moves:
                take_along(visit, uow, published.definition_id, day)
    except StudioRefused as refusal:
        return _page(visit, refusal, replayed)
    page = "moves" if moves else f"submissions/{found.id}"
    return visit.redirect(f"/studio/{process_of(visit)}/{page}", "published")


def send_back(visit: Visit) -> Response:
    """Return the submission to its author with the reason."""
    actor = visit.person.person_id

    def do(uow: UnitOfWork, submission_id: int) -> None:
        return_submission(uow, submission_id, visit.field("reason"), actor=actor, now=visit.now)

    visit.require("studio.publish", _found(visit).resource)
    return _decided(visit, do, "returned")


def withdraw(visit: Visit) -> Response:
    """Take the submission back."""
    actor = visit.person.person_id

    def do(uow: UnitOfWork, submission_id: int) -> None:
        withdraw_submission(uow, submission_id, actor=actor, now=visit.now)

    return _decided(visit, do, "withdrawn")


def read_day(visit: Visit) -> date | None:
    """Read the field `effective_from`; None when it is empty, raises SubmissionRefused for what is no day."""
    typed = visit.field("effective_from")
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise SubmissionRefused("no_day", day=typed[:30]) from error


def _decided(visit: Visit, do: Callable[[UnitOfWork, int], None], done: str) -> Response:
    submission_id = _found(visit).id
    try:
        with begin(visit.services) as uow:
            do(uow, submission_id)
    except StudioRefused as refusal:
        return _page(visit, refusal)
    return visit.redirect(f"/studio/{process_of(visit)}/submissions/{submission_id}", done)


def _found(visit: Visit) -> SubmissionView:
    return submission_view(visit.connection, process_of(visit), visit.number("submission_id"))


def _sides(visit: Visit, found: SubmissionView) -> tuple[Bundle | None, Bundle]:
    """Give the version before and what would be published."""
    before = stored_bundle(visit.services, visit.connection, found.based_on) if found.based_on else None
    return before, submitted_bundle(visit.connection, found.id)


def _page(visit: Visit, refusal: StudioRefused | None = None, replayed: ExamplesReplayed | None = None) -> Response:
    found = _found(visit)
    waits = found.status == "waiting"
    before, after = _sides(visit, found)
    may_publish = waits and visit.may("studio.publish", found.resource)
    if waits and replayed is None:
        replayed = replayed_for_a_while(visit, before, after)
    address = f"/studio/{found.process_id}/submissions/{found.id}"
    return studio_page(
        visit,
        "submission",
        "submission.html",
        status=status_of(refusal) if refusal else 200,
        refusal=refusal.text(visit.language) if refusal else "",
        submission=found,
        parts=review(visit, before, after, replayed, GoingOn(address, "publish-form" if may_publish else "")),
        replayed=replayed,
        taken=accepted_with(visit.connection, found.process_id, found.number) if found.number else (),
        accepted=visit.form.getlist("accepted"),
        findings_to_accept=_to_accept(visit, after, found.effective_from) if may_publish else (),
        accept_words={key: messages.text(f"check.accept_{key}", visit.language) for key in ("title", "hint")},
        may_publish=may_publish,
        moving=offer(visit, before, after) if may_publish else None,
        scheduled=asked_for(visit, found.number),
        may_move=visit.may("studio.move", Page("studio")),
        may_withdraw=waits and visit.person.person_id in found.authors,
        others=_others(visit, found.authors) if waits else [],
        reason=visit.field("reason"),
        typed_day=visit.field("effective_from") or (found.effective_from.isoformat() if found.effective_from else ""),
        today=visit.today.isoformat(),
        longest=LONGEST_NOTE,
    )


def _to_accept(visit: Visit, bundle: Bundle, wished: date | None) -> list[tuple[str, str]]:
    """Give key and sentence of what the publisher has to accept, on the day typed, wished or today."""
    try:
        day = read_day(visit) or wished or visit.today
    except SubmissionRefused:
        day = visit.today
    return [(each.key, each.finding(visit.language).message) for each in to_accept(visit.services, bundle, day)]


def _draft_page(visit: Visit, refusal: StudioRefused | None = None) -> Response:
    process_id, draft = process_of(visit), draft_or_none(visit)
    listed = submissions(visit.connection, process_id)
    return studio_page(
        visit,
        "submission",
        "submissions.html",
        status=status_of(refusal) if refusal else 200,
        refusal=refusal.text(visit.language) if refusal else "",
        draft=draft,
        listed=listed,
        waiting=next((each for each in listed if each.status == "waiting"), None),
        parts=_draft_review(visit) if draft else [],
        others=_others(visit, draft.authors | {visit.person.person_id}) if draft else [],
        note=visit.field("note"),
        typed_day=visit.field("effective_from"),
        today=visit.today.isoformat(),
        longest=LONGEST_NOTE,
    )


def _draft_review(visit: Visit) -> list[Markup]:
    newest = newest_version(visit.connection, process_of(visit))
    before: Bundle | None = stored_bundle(visit.services, visit.connection, newest.id) if newest else None
    after = draft_bundle(visit.services, visit.connection, process_of(visit), visit.today)
    going_on = GoingOn(f"/studio/{process_of(visit)}/submission")
    return review(visit, before, after, replayed_for_a_while(visit, before, after), going_on)


def _others(visit: Visit, authors: frozenset[int]) -> list[Name]:
    """Name the process owners who may decide: everybody who wrote none of it."""
    owners = people_with_role(visit.connection, "process_owner", visit.today) - authors
    return list(names_of(visit.connection, sorted(owners)).values())


ADDRESSES = (
    Address("/studio/{process_id}/submission", show_submissions, "studio.read"),
    Address("/studio/{process_id}/submission", submit, "studio.edit", "POST"),
    Address("/studio/{process_id}/submissions/{submission_id:number}", show_submission, "studio.read"),
    Address("/studio/{process_id}/submissions/{submission_id:number}", show_submission, "studio.read", "POST"),
    Address("/studio/{process_id}/submissions/{submission_id:number}/publish", publish, "studio.publish", "POST"),
    Address("/studio/{process_id}/submissions/{submission_id:number}/return", send_back, "studio.publish", "POST"),
    Address("/studio/{process_id}/submissions/{submission_id:number}/withdraw", withdraw, "studio.edit", "POST"),
)
