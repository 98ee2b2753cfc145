"""`jorye migrate`: brings the database to this version and publishes the processes that come with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from messages import Language
from workflows.cli.errors import CatalogueRefused
from workflows.cli.options import AsJson, InLanguage
from workflows.cli.output import say, show
from workflows.settings import Settings, make_folder, read_settings

if TYPE_CHECKING:
    from workflows.services import Services


@dataclass(frozen=True, slots=True)
class UpToDate:
    """What was new: versions as `process/number`; and why a start that was due could not be made."""

    published: tuple[str, ...]
    not_started: str = ""

    def document(self) -> dict[str, object]:
        """Give it for programs."""
        return {"published": list(self.published), "not_started": self.not_started}

    def tell(self, language: Language) -> None:
        """Say it in words."""
        say("migrate.done", language, count=len(self.published))
        if self.not_started:
            say("migrate.not_started", language, reason=self.not_started)


def migrate(as_json: AsJson = False, language: InLanguage = "ko") -> None:
    """Create or upgrade the tables; doing it again changes nothing."""
    done = bring_up_to_date(read_settings())
    show(done.document(), as_json, partial(done.tell, language))


def bring_up_to_date(settings: Settings) -> UpToDate:
    """Migrate, load the demo when it is on, publish the catalogue where it changed, and start what is due.

    The scheduled starts are tried here too, because a scheduler forgets a run whose day passed while it was down; one
    that fails is told and does not keep the rest from starting. Raises CatalogueRefused.
    """
    from workflows.bootstrap import build
    from workflows.instances.faults import attempt
    from workflows.records.database import open_database
    from workflows.records.migrations import migrate as migrate_database
    from workflows.runtime import begin
    from workflows.use_cases.load_demo import load_people
    from workflows.use_cases.start_annual_plans import start_annual_plans

    make_folder(settings.data_folder)
    database = open_database(settings.database_url)
    migrate_database(database)
    database.dispose()
    services = build(settings)
    if settings.demo:
        with begin(services) as uow:
            load_people(uow, now=services.clock.now())
    published = tuple(_publish_catalogue(services))
    fault = attempt(partial(start_annual_plans, services, now=services.clock.now()))
    services.let_go()
    return UpToDate(published, fault.message if fault else "")


def _publish_catalogue(services: Services) -> list[str]:
    from bpmn.engine.errors import Refused
    from workflows.runtime import begin
    from workflows.use_cases.load_demo import catalogue
    from workflows.use_cases.publish_supplied import publish_supplied

    new = []
    for bundle in catalogue():
        try:
            with begin(services) as uow:
                published = publish_supplied(uow, bundle, now=services.clock.now())
        except Refused as refused:
            raise CatalogueRefused(process_id=bundle.process_id, findings=refused.text()) from refused
        new += [f"{bundle.process_id}/{published.number}"] if published.fresh else []
    return new
