"""A dry run (시험 실행): the draft on the real engine, with pretend people and a pretend clock, and nothing kept of it.

The story so far travels in the page; every request lets it happen again in a city that is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from itertools import chain, count
from typing import Any

from starlette.responses import Response

from bpmn.engine.errors import Refused
from bpmn.examples import Example, ExampleRefused, Finish, Send, Start, Story, Wait, read_story, story_text
from workflows.clock import CITY, city_date
from workflows.drafts.refusals import StudioRefused
from workflows.queries.elements import Element, start_elements
from workflows.queries.process_draft import draft_bundle, process_draft
from workflows.queries.viewer import viewers
from workflows.rehearsal.city import OPENING
from workflows.rehearsal.examples import file_of
from workflows.rehearsal.replay import REFUSALS, Replayed, StepNotOpen, outcome
from workflows.rights import Process, decide
from workflows.web.endpoint import MOST_FILES, Address
from workflows.web.pages.studio.draft_files import save_draft_file
from workflows.web.pages.studio.frame import process_of, studio_page, studio_words
from workflows.web.pages.studio.places import place_of
from workflows.web.pages.studio.review import findings_of
from workflows.web.pages.studio.stage import Stage, stage
from workflows.web.pages.studio.standing import People, standing
from workflows.web.pages.studio.try_forms import Asked, ask, asked_message, asked_start, asked_task
from workflows.web.pages.studio.try_typed import LAST_DAY, typed_day, typed_number, typed_values
from workflows.web.visit import Visit

LONGEST_STORY = 300_000
"""Characters of a story that a page carries along."""
MOST_DAYS = 3_660


def show_try(visit: Visit) -> Response:
    """Offer who starts the process."""
    return _on_stage(visit, None, _begin)


def go_on(visit: Visit) -> Response:
    """Show where the story stands, after one step on, one back, or none."""
    return _on_stage(visit, _story, _go_on)


def start(visit: Visit) -> Response:
    """Fill in the start form as the person who was chosen; nobody does where a clock or a message starts the case."""
    return _on_stage(visit, None, _start)


def answer_task(visit: Visit) -> Response:
    """Fill in the form of an open task as one of those who may, or tell an earlier one otherwise."""

    def asked(on: Stage, number: int, who: str, before: Mapping[str, Any] | None) -> Asked:
        return asked_task(on, number, who, before)

    return _on_stage(visit, _story, lambda on: _ask(on, "task", asked))


def send_message(visit: Visit) -> Response:
    """Fill in the form of a message that is awaited, or let it arrive from outside."""
    return _on_stage(visit, _story, lambda on: _ask(on, "message", asked_message))


def _on_stage(visit: Visit, story: Callable[[Visit], Story] | None, do: Callable[[Stage], Response]) -> Response:
    try:
        with stage(visit, story(visit) if story else None) as on:
            if story is not None and not on.case:
                return _begin(on)
            return do(on)
    except ExampleRefused as refused:
        return studio_page(visit, "try", "try_broken.html", status=422, refusal=refused.text(visit.language))
    except Refused:
        found = findings_of(visit, draft_bundle(visit.services, visit.connection, process_of(visit), visit.today))
        place = partial(place_of, process_of(visit))
        return studio_page(visit, "try", "try_broken.html", findings=found, place=place)


def _story(visit: Visit) -> Story:
    text = visit.field("story")
    if len(text) > LONGEST_STORY:
        raise ExampleRefused("too_long", "steps")
    return read_story(text)


# --- the beginning


def _begin(on: Stage) -> Response:
    visit = on.visit
    with on.seen_by() as twin:
        ways = [(each, _starters(twin, each)) for each in start_elements(on.bundle)]
    by_itself = [node.facts.element for node in on.city.services.engine.load(on.bundle).process.start_events]
    drawn = {each.element for each, _ in ways}
    return studio_page(
        visit,
        "try",
        "try_begin.html",
        status=422 if on.stopped else 200,
        ways=ways,
        by_itself=[each for each in by_itself if each not in drawn],
        opening=city_date(OPENING),
        path=on.path,
        last_day=LAST_DAY,
        refusal=on.stopped.refusal.text(visit.language) if on.stopped else "",
    )


def _starters(twin: Visit, event: Element) -> People:
    resource = Process(event.process_id, event.roles)
    return [
        (each.login, each.name(twin.language))
        for each in viewers(twin.connection, twin.now)
        if decide(each.subject, "case.start", resource, twin.context).allowed
    ]


def _start(on: Stage) -> Response:
    visit = on.visit
    if visit.field("again"):
        told = _story(visit)
        on.story, begins = told.begun(Start()), told.start
        return ask(on, asked_start(on, begins.by, begins.event, begins.values), _page)
    if visit.field("story"):
        on.story = _story(visit).begun(Start())
    else:
        day = typed_day(visit.field("day")) or city_date(OPENING)
        on.story = Story(max(OPENING, datetime.combine(day, time(9), CITY)))
        on.city.pass_to(on.story.at)
    event = visit.field("event")
    by = visit.field("who") or visit.field(f"who-{event}")
    if by:
        return ask(on, asked_start(on, by, event), _page)
    on.tell(on.story.begun(Start("", {}, event)))
    return _page(on) if on.case else _begin(on)


# --- on the way


def _ask(on: Stage, kind: str, asked: Callable[[Stage, int, str, Mapping[str, Any] | None], Asked]) -> Response:
    visit = on.visit
    try:
        if visit.field("again"):
            return _otherwise(on, typed_number(visit.field("again")), asked)
        number = typed_number(visit.field(kind))
        who = visit.field("who") or visit.field(f"who-{kind}-{number}")
        if kind == "message" and not (who and _asks(on, number)):
            return _deliver(on, number, who)
        return ask(on, asked(on, number, who, None), _page)
    except REFUSALS as refusal:
        return _page(on, refusal.text(visit.language))


def _otherwise(on: Stage, number: int, asked: Callable[[Stage, int, str, Mapping[str, Any] | None], Asked]) -> Response:
    """Take the story back to a step and put its form again, with what was answered."""
    step = on.story.steps[number - 1] if 0 < number <= len(on.story.steps) else None
    if not isinstance(step, Finish | Send):
        return _page(on)
    with stage(on.visit, on.story.upto(number - 1)) as before:
        seen = standing(before)
        if isinstance(step, Finish):
            same = (each.number for each in seen.tasks if (each.work.element, each.work.index) == _place(step))
            answered = step.values
        else:
            same = (each.number for each in seen.awaited if each.message == step.name)
            answered = step.payload
        found = next(same, None)
        if found is None or not step.by:
            return _page(before)
        return ask(before, asked(before, found, step.by, answered), _page)


def _place(step: Finish) -> tuple[str, int]:
    return step.element, step.index


def _asks(on: Stage, number: int) -> bool:
    """Tell whether a message brings the answer to a form."""
    event = next((each.event for each in standing(on).awaited if each.number == number), None)
    return event is not None and bool(event.form)


def _deliver(on: Stage, number: int, by: str) -> Response:
    """Let a message arrive with the values that were typed beside it; raises StepNotOpen."""
    chosen = next((each for each in standing(on).awaited if each.number == number), None)
    if chosen is None:
        raise StepNotOpen
    payload = typed_values(on.visit.field(f"payload-{number}"))
    on.go_on(Send(chosen.message, chosen.correlation, payload, by))
    return _page(on)


def _go_on(on: Stage) -> Response:
    verb, _, number = on.visit.field("do").partition(":")
    if verb == "upto":
        with stage(on.visit, on.story.upto(max(0, typed_number(number)))) as before:
            return _page(before)
    if verb not in ("wait", "due", "until"):
        return _page(on)
    until = _until(on, verb)
    if until is None:
        return _page(on, studio_words(on.visit)(f"try.{verb}_wrong", most=MOST_DAYS))
    try:
        on.go_on(Wait(until))
    except REFUSALS as refusal:
        return _page(on, refusal.text(on.visit.language))
    return _page(on)


def _until(on: Stage, verb: str) -> datetime | None:
    """Read until when to wait; None where that is no later moment."""
    now = on.city.clock.now().astimezone(CITY)
    if verb == "wait":
        days = typed_number(on.visit.field("days"))
        return now + timedelta(days=days) if 0 < days <= MOST_DAYS else None
    if verb == "due":
        due = standing(on).next_due
        return due.astimezone(CITY) if due else None
    day = typed_day(on.visit.field("until"))
    until = datetime.combine(day, time(9), CITY) if day else now
    return until if until > now else None


def _page(on: Stage, refusal: str = "", *, status: int = 200, typed: Mapping[str, str] | None = None) -> Response:
    visit, stopped = on.visit, on.stopped
    if not refusal and stopped is not None:
        refusal = stopped.refusal.text(visit.language)
    if not on.case:
        return _begin(on)
    found = standing(on)
    return studio_page(
        visit,
        "try",
        "try.html",
        status=422 if refusal else status,
        refusal=refusal,
        at=found,
        story=story_text(on.story),
        path=on.path,
        ends=city_date(found.now),
        last_day=LAST_DAY,
        typed=typed or {},
    )


def record(visit: Visit) -> Response:
    """Keep the story with what came of it as an example of the process."""
    return _on_stage(visit, _story, _record)


def _record(on: Stage) -> Response:
    visit, title, title_en = on.visit, on.visit.field("title"), on.visit.field("title_en")
    typed = {"title": title, "title_en": title_en}
    if not title:
        return _page(on, studio_words(visit)("example.title_missing"), typed=typed)
    example = Example(title, title_en, on.story, outcome(Replayed(on.city, on.case), visit.language))
    process_id, taken = process_of(visit), process_draft(visit.connection, process_of(visit)).ids("examples")
    try:
        save_draft_file(visit, file_of(free_name(title_en, taken)), example.document(), seen="")
    except StudioRefused as refusal:
        return _page(on, refusal.text(visit.language), typed=typed)
    return visit.redirect(f"/studio/{process_id}/examples", "example_kept")


def free_name(title_en: str, taken: Collection[str]) -> str:
    """Make a file's name out of an English title that no other example has."""
    wanted = "_".join(re.findall(r"[a-z0-9]+", title_en.lower()))[:60] or "example"
    numbered = (f"{wanted}_{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if name not in taken)


ADDRESSES = (
    Address("/studio/{process_id}/try", show_try, "studio.read"),
    Address("/studio/{process_id}/try", go_on, "studio.read", "POST"),
    Address("/studio/{process_id}/try/start", start, "studio.read", "POST", MOST_FILES),
    Address("/studio/{process_id}/try/task", answer_task, "studio.read", "POST", MOST_FILES),
    Address("/studio/{process_id}/try/message", send_message, "studio.read", "POST", MOST_FILES),
    Address("/studio/{process_id}/try/record", record, "studio.edit", "POST"),
)
