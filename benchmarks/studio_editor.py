"""S2: how soon a process owner can draw after opening the editor for the first time, beside the reading page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Connection

from benchmarks.place import NOW, Place, place
from benchmarks.server import serving
from benchmarks.timing import Measured, Taken
from bpmn.bundle import Bundle
from tasks.registers import people
from workflows.runtime import begin
from workflows.use_cases.open_process_draft import open_process_draft
from workflows.use_cases.publish_bundle import publish_bundle

PROCESS = "subsidy_case"
CATALOGUE = Path(__file__).parents[1] / "bpmn" / "catalogue"
SAMPLES = 7
LIMIT_MS = 1500
_READY = "performance.getEntriesByName('editor-interactive')[0].startTime"
_LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def measure() -> Iterator[Measured]:
    """Open both pages with empty caches, in turn; nothing where there is no Chromium."""
    chromium = os.environ.get("JORYE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        return
    with place("sqlite") as here:
        _open_draft(here)
        with serving(here, "workflows.site:create") as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            yield _opened(browser, f"http://127.0.0.1:{server.port}")
            browser.close()


def _opened(browser: Browser, site: str) -> Measured:
    editor, plain = Taken(), Taken()
    for number in range(SAMPLES + 1):
        drawn = _cold(browser, site, f"/studio/{PROCESS}/diagram", "[data-studio][data-ready]", _READY)
        listed = _cold(browser, site, f"/processes/{PROCESS}", "[data-diagram][data-ready]", _LOADED)
        if number:  # the first opening of all warms the server
            editor.wall.append(drawn)
            plain.wall.append(listed)
    ratio = editor.ms / max(plain.ms, 1e-6)
    return Measured(
        "S3", f"open the editor of {PROCESS} cold", "sqlite", editor.ms, "load its reading page", plain.ms, ratio,
        f"≤ {LIMIT_MS} ms", editor.ms <= LIMIT_MS,
    )  # fmt: skip


def _cold(browser: Browser, site: str, address: str, drawn: str, moment: str) -> float:
    """Give the milliseconds until a page can be used, in a browser that has seen none of it."""
    signed_in = browser.new_context(locale="ko-KR")
    page = signed_in.new_page()
    page.goto(f"{site}/sign-in")
    page.click("button[value=owner1]")
    page.wait_for_url(f"{site}/")
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="ko-KR", storage_state=signed_in.storage_state()
    )
    signed_in.close()
    page = context.new_page()
    page.goto(site + address)
    page.wait_for_selector(drawn)
    found = float(page.evaluate(moment))
    context.close()
    return found


def _open_draft(here: Place) -> None:
    with begin(here.services) as uow:
        publish_bundle(uow, Bundle.read(CATALOGUE / PROCESS), actor=None, now=NOW)
        open_process_draft(uow, PROCESS, actor=_owner(uow.connection), now=datetime.now(UTC))


def _owner(connection: Connection) -> int:
    return people.by_login(connection, "owner1").id
