"""`jorye migrate`: brings the database to this version and publishes the processes that come with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workflows.cli.errors import CatalogueRefused
from workflows.cli.options import AsJson, InLanguage
from workflows.cli.output import say, show
from workflows.settings import Settings, read_settings

if TYPE_CHECKING:
    from workflows.runtime import Services


def migrate(as_json: AsJson = False, language: InLanguage = "ko") -> None:
    """Create or upgrade the tables; doing it again changes nothing."""
    published = bring_up_to_date(read_settings())
    show({"published": published}, as_json, lambda: say("migrate.done", language, count=len(published)))


def bring_up_to_date(settings: Settings) -> list[str]:
    """Migrate, load the demo when it is on, publish the catalogue where it changed, and start what is due.

    Gives `process/number` of every version that is new; raises CatalogueRefused. The scheduled starts are tried here
    too, because a scheduler forgets a run whose day passed while it was down.
    """
    from workflows.bootstrap import build
    from workflows.records.database import open_database
    from workflows.records.migrations import migrate as migrate_database
    from workflows.runtime import begin
    from workflows.use_cases.load_demo import load_demo
    from workflows.use_cases.start_annual_plans import start_annual_plans

    settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    migrate_database(database)
    database.dispose()
    services = build(settings)
    if settings.demo:
        with begin(services) as uow:
            load_demo(uow, now=services.clock.now())
    published = _publish_catalogue(services)
    start_annual_plans(services, now=services.clock.now())
    services.database.dispose()
    return published


def _publish_catalogue(services: Services) -> list[str]:
    import bpmn
    from bpmn.bundle import MAIN, Bundle
    from bpmn.engine.errors import Refused
    from workflows.runtime import begin
    from workflows.use_cases.publish_bundle import publish_bundle

    new = []
    for diagram in sorted((Path(bpmn.__file__).parent / "catalogue").glob(f"*/{MAIN}")):
        bundle = Bundle.read(diagram.parent)
        try:
            with begin(services) as uow:
                published = publish_bundle(uow, bundle, actor=None, now=services.clock.now())
        except Refused as refused:
            raise CatalogueRefused(process_id=bundle.process_id, findings=refused.text()) from refused
        new += [f"{bundle.process_id}/{published.number}"] if published.fresh else []
    return new
