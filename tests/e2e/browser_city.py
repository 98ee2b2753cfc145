"""A city whose people sit at a real browser: the stories of `tests/kit` are walked on the pages, word for word.

story = SubsidyStory(city, case)    # city: CityAtABrowser
story.is_complete()                 # officer1 signs in, opens the task, fills in its form, presses the button
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from tests.e2e.person import Person
from tests.kit.city import City
from workflows.clock import city_date
from workflows.queries.elements import start_elements
from workflows.queries.processes import bundle_of, process
from workflows.use_cases.complete_user_task import Completed

PICTURES = os.environ.get("JORYE_SCREENSHOTS") == "1"
"""The documentation's pictures are taken only when asked for: they would change with every run."""


class CityAtABrowser(City):
    """Does at a browser what people do; time, clocks and registers stay those of the city."""

    def __init__(self, city: City, person: Person) -> None:
        super().__init__(city.services, city.clock)
        self.at_browser = person

    def start(
        self,
        process_id: str,
        by: str = "",
        values: Mapping[str, Any] | None = None,
        *,
        business_key: str = "",
        start_event: str = "",
    ) -> int:
        """Start a process on its page; without a person a schedule starts it, as in the city."""
        if not by:
            return super().start(process_id, by, values, business_key=business_key, start_event=start_event)
        self.publish(process_id)
        with self.connection() as connection:
            found = process(connection, process_id, city_date(self.clock.now()))
            bundle = bundle_of(self.services, connection, found.definition_id)
        self.at_browser.enter_as(by)
        case = self.at_browser.start(process_id, start_event or start_elements(bundle)[0].element, values or {})
        self.run_due()
        return case

    def finish(
        self,
        case: int,
        element: str,
        by: str,
        values: Mapping[str, Any] | None = None,
        *,
        index: int = 0,
        idempotency_key: str = "",
    ) -> Completed:
        """Finish a task on its page."""
        task = self.task(case, element, index)
        self.at_browser.enter_as(by)
        self.at_browser.finish(task.id, values or {})
        self.run_due()
        return Completed(task.id, case, self.state(case))

    def looks_at(self, login: str, address: str) -> None:
        """Have a person open a page; nobody signed in for an empty login."""
        if login:
            self.at_browser.enter_as(login)
        self.at_browser.open(address)

    def picture(self, name: str, login: str, address: str, *, width: int = 1280, height: int = 900) -> None:
        """Keep a picture of a page for the documentation, when that is asked for."""
        if not PICTURES:
            return
        self.at_browser.look(width, height)
        self.looks_at(login, address)
        self.at_browser.picture(name)
        self.at_browser.look(1280)
