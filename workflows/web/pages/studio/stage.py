"""The stage of a dry run: a throw-away city with the draft in effect, in which the story of the page happens again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bpmn.bundle import Bundle
from bpmn.examples import StepTold, Story
from tasks.registers import parties
from workflows.queries.process_draft import draft_bundle
from workflows.queries.viewer import Viewer, viewers
from workflows.rehearsal.city import OPENING, RehearsalCity, rehearsal
from workflows.rehearsal.examples import without_examples
from workflows.rehearsal.replay import Stopped, replay, take
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit

NOBODY = ""
LONGEST_PATH = 8_000
"""Characters of a path that a page carries along."""


@dataclass
class Stage:
    """A dry run as far as it has come; `case` is 0 until its start has happened."""

    visit: Visit
    bundle: Bundle
    city: RehearsalCity
    story: Story
    case: int = 0
    stopped: Stopped | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Give the elements of a path that the person wants to follow, such as the way into a fault."""
        asked = self.visit.field("path") or self.visit.request.query_params.get("path", "")
        return tuple(filter(None, asked[:LONGEST_PATH].split(",")))

    def tell(self, story: Story) -> None:
        """Let a story happen, as far as it can; what cannot is left out of it."""
        told = replay(self.city, self.bundle, story)
        self.case, self.stopped = told.instance_id, told.stopped
        self.story = story.upto(max(0, told.stopped.step - 1)) if told.stopped else story

    def go_on(self, step: StepTold) -> None:
        """Do one further step; raises what `take` raises when it is refused."""
        take(self.city, self.case, step)
        self.story = self.story.then(step)

    @contextmanager
    def seen_by(self, login: str = NOBODY) -> Iterator[Visit]:
        """Give the visit as if this person came to the throw-away city."""
        with self.city.looking() as connection:
            now = self.city.clock.now()
            tools = replace(self.visit.tools, services=self.city.services)
            twin = replace(self.visit, tools=tools, connection=connection, now=now, viewer=None)
            if login != NOBODY:
                everybody = viewers(connection, now)
                twin.viewer = next((_whole(twin, each) for each in everybody if each.login == login), None)
            yield twin


@contextmanager
def stage(visit: Visit, story: Story | None = None) -> Iterator[Stage]:
    """Open a stage for the draft and let a story happen on it; raises NoDraft, and Refused for what cannot run."""
    bundle = without_examples(draft_bundle(visit.services, visit.connection, process_of(visit), visit.today))
    begins = story or Story(OPENING)
    with rehearsal(bundle, begins.at) as city:
        found = Stage(visit, bundle, city, begins)
        if story is not None:
            found.tell(story)
        yield found


def _whole(twin: Visit, person: Viewer) -> Viewer:
    spoken_for = parties.parties_of(twin.connection, person.person_id)
    return replace(person, parties=frozenset(each.id for each in spoken_for))
