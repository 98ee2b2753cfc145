"""Somebody at a real browser: signs in, opens tasks, fills in forms by the names of their fields, takes pictures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

AXE = Path(__file__).parents[2] / "workflows" / "web" / "static" / "dist-test" / "axe.min.js"
SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
WIDTHS = (360, 768, 1280)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_COUNT_REQUESTS = """
  window.underWay = 0;
  const ask = window.fetch;
  window.fetch = (...given) => { window.underWay += 1; return ask(...given).finally(() => { window.underWay -= 1; }); };
"""
_SETTLED = """async () => {
  const moment = () => new Promise((resolve) => setTimeout(resolve, 5));
  await document.fonts.ready;
  for (let quiet = 0; quiet < 3; await moment())
    quiet = window.underWay || document.querySelector(".htmx-request") ? 0 : quiet + 1;
}"""
"""A part of the page is redrawn when no request has been under way for three looks."""
_DRAWN = """() => {
  const drawn = ":is([data-diagram], [data-studio], [data-compare], [data-decision])";
  const awaited = `${drawn}:not([data-ready], [hidden]), .findings-summary.is-working, [hx-trigger=load]`;
  return !document.querySelector(awaited);
}"""
"""What a page draws by script or fetches by itself stands there, and the diagram's first findings are told."""
_EXPECTED = ("status of 422", "status of 412", "status of 409", "status of 404")
"""What a browser says of an answer that is a refusal; anything else it complains about is a fault of ours."""

PATIENCE = 90_000
"""Milliseconds in which anything may happen: how long it takes on a busy machine proves nothing."""

Values = Mapping[str, Any]
"""Field name → text, number, True, a path (a file), a list of texts (choices), or a list of mappings (rows)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk: who finishes the open task of which element with what; an element of "" waits nowhere."""

    login: str
    element: str
    values: Values = field(default_factory=dict)


class Person:
    """Drives one page."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self._site = site
        self._login = ""
        self._sessions: dict[str, list[Any]] = {}
        """Login → the cookies of somebody who has been here: everybody keeps a browser of their own."""
        self.complaints: list[str] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script(_COUNT_REQUESTS)
        page.set_default_timeout(PATIENCE)

    # --- moving about

    def enter_as(self, login: str) -> None:
        """Become a demo person with one click; who has entered before takes up an own session again."""
        if login == self._login:
            return
        context = self.page.context
        if self._login:
            self._sessions[self._login] = context.cookies()
        self.page.goto(f"{self._site}/healthz")  # a page left open would go on asking, without its visit
        context.clear_cookies()
        if login in self._sessions:
            context.add_cookies(self._sessions[login])
        else:
            self.open("/sign-in")
            self.page.click(f"button[value={login}]")
            self.page.wait_for_url(f"{self._site}/")
        self._login = login

    def open(self, address: str) -> None:
        """Open an address and wait until what is drawn on it is there."""
        self.page.goto(self._site + address)
        self.page.wait_for_function(_DRAWN)

    def reads(self, language: str) -> None:
        """Have the pages in a language from now on, by the button at the top."""
        with self.page.expect_navigation():
            self.page.click(f"button[name=language][value={language}]")

    def start(self, process_id: str, event: str, values: Values) -> int:
        """Start a process with its form and give the case."""
        self.open(f"/start/{process_id}/{event}")
        self.fill(values)
        self.sends()
        self._expect_no_error()
        self.page.wait_for_url("**/cases/*")
        return int(self.page.url.split("/cases/")[1].split("?")[0])

    def finish(self, task_id: int, values: Values) -> None:
        """Finish a task with its form."""
        self.open(f"/tasks/{task_id}")
        self.fill(values)
        self.sends()
        self._expect_no_error()
        self.page.wait_for_url("**done=task")

    def _expect_no_error(self) -> None:
        refused = self.page.locator("[data-error-summary] li, .notice[role=alert]").all_inner_texts()
        assert refused == [], refused

    def tab_to(self, words: str, tag: str = "") -> None:
        """Press Tab until the keyboard stands on what reads these words, or on an element of this tag."""
        for _ in range(80):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate("[document.activeElement.innerText.trim(), document.activeElement.tagName]")
            if (words and here[0] == words) or here[1] == tag:
                return
        raise AssertionError(f"the keyboard never comes to {words or tag}")

    # --- forms

    def fill(self, values: Values) -> None:
        """Fill in the form; a field that appears only after another was answered is waited for."""
        for name, value in values.items():
            if isinstance(value, list) and value and isinstance(value[0], Mapping):
                self._fill_rows(name, value)
            elif value is not None and value is not False and value != []:
                self._fill_field(name, value)

    def press(self, button: str) -> None:
        """Press one of the form's buttons that redraw a part of the page (`add:costs`)."""
        self._settle()
        self._button(button).click()
        self._settle()

    def sends(self) -> None:
        """Send the form off and wait for the page that answers."""
        self._settle()
        with self.page.expect_navigation():
            self._button("finish").click()

    def _button(self, value: str) -> Locator:
        return self.page.locator(f'#answer button[name=do][value="{value}"]').last

    def _fill_rows(self, name: str, rows: Iterable[Values]) -> None:
        for number, row in enumerate(rows):
            if not self.page.locator(f'[name^="{name}.{number}."]').count():
                self.press(f"add:{name}")
                self.page.locator(f'[name^="{name}.{number}."]').first.wait_for()
            for inner, value in row.items():
                if value is not None and not self._is_read(f"{name}.{number}.{inner}"):
                    self._fill_field(f"{name}.{number}.{inner}", value)

    def _is_read(self, name: str) -> bool:
        """Tell whether the page shows a value of a row to be read, not to be typed."""
        return self.page.locator(f"p.reading[id='f-{name}']").count() > 0

    def _fill_field(self, name: str, value: Any) -> None:
        fields = self.page.locator(f'#answer [name="{name}"]')
        fields.first.wait_for(state="attached")
        kind, live = fields.first.evaluate("field => [field.getAttribute('type') ?? '', 'live' in field.dataset]")
        if kind in ("radio", "checkbox"):
            self._choose(name, kind, value, live=live)
        elif kind == "file":
            fields.first.set_input_files(value)
        elif fields.first.evaluate("field => field.tagName") == "SELECT":
            fields.first.select_option(str(value))
        else:
            fields.first.fill(str(value))
            fields.first.press("Tab")
        if live:
            self._settle()

    def _choose(self, name: str, kind: str, value: Any, *, live: bool) -> None:
        chosen = value if isinstance(value, list) else ["true" if value is True else str(value)]
        for each in chosen:
            self._choice(name, kind, str(each)).check()
            if live:
                self._settle()

    def _choice(self, name: str, kind: str, value: str) -> Locator:
        return self.page.locator(f'#answer input[type={kind}][name="{name}"][value="{value}"]')

    def _settle(self) -> None:
        """Wait until no part of the page is being redrawn."""
        self.page.wait_for_load_state()
        self.page.evaluate(_SETTLED)

    # --- looking

    def faults_of(self, addresses: Iterable[str], widths: Iterable[int] = WIDTHS) -> dict[str, list[str]]:
        """Look at pages at each width; gives what axe finds serious and what is wider than the window, page by page."""
        found: dict[str, list[str]] = {}
        for address in addresses:
            self.open(address)
            self._settle()
            for width in widths:
                self.look(width)
                beyond = self.overflow()
                faults = self.findings() + [f"{beyond} px wider than the window"] * (beyond > 0)
                if faults:
                    found[f"{address} at {width}"] = faults
        return found

    def findings(self, within: str = "html") -> list[str]:
        """Give what axe finds serious on this page or within a part of it, as `rule: element`."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate(f"axe.run({json.dumps(within)}, {{runOnly: {json.dumps(WCAG)}}})")
        serious = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
        return [f"{each['id']}: {node['html'][:160]}" for each in serious for node in each["nodes"]]

    def overflow(self) -> int:
        """Give by how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def look(self, width: int, height: int = 900) -> None:
        """Make the window this large, and wait until the page has it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function("width => window.innerWidth === width", arg=width)

    def picture(self, name: str) -> None:
        """Keep a picture of what the window shows."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not any(each in text for each in _EXPECTED):
            self.complaints.append(text)
