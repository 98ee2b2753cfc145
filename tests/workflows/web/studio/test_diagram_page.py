"""The diagram editor's page and what its script asks the server."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import messages
from tests.kit.visitor import ORIGIN, Visitor
from workflows.web.assets import DIST, manifest

SOURCES = Path(__file__).parents[4] / "workflows" / "web" / "islands" / "src" / "studio"
MOST_SCRIPT = 330 * 1024
"""What the diagram page may load as script, packed."""
HOME = "/studio/hall_permit"


class Owner:
    """A process owner with an open draft, whose editor asks the server."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.token = visitor.csrf("/studio/hall_permit")
        visitor.post(f"{HOME}/draft", {"csrf": self.token})

    def asks(self, question: str, **sent: str) -> Any:
        return self.sends(question, sent).json()

    def sends(self, question: str, sent: Any) -> Any:
        headers = {"origin": ORIGIN, "x-csrf-token": self.token}
        return self.visitor.client.post(f"{HOME}/{question}", json=sent, headers=headers)

    def diagram(self) -> Any:
        return self.visitor.client.get(f"{HOME}/files/process.bpmn").text

    def facts(self) -> Any:
        return self.visitor.client.get(f"{HOME}/diagram/facts").json()


@pytest.fixture
def owner(visitor: Callable[[str], Visitor]) -> Owner:
    return Owner(visitor("owner1"))


def test_the_script_of_the_editor_is_small_enough_to_open_at_once() -> None:
    files = [DIST / Path(manifest()[name]).name for name in ("app.js", "studio.js")]

    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= MOST_SCRIPT


def test_without_a_draft_the_page_leads_to_where_one_is_opened(visitor: Callable[[str], Visitor]) -> None:
    page = visitor("owner1").open(f"{HOME}/diagram")

    assert page.status == 404
    assert page.texts(".btn-primary") == ["절차 개요로"]
    assert HOME in page.links()


def test_every_word_the_editor_asks_for_is_written() -> None:
    asked = {
        key
        for file in SOURCES.rglob("*.js")
        for key in re.findall(r"words\('([a-z_]+\.[\w.]+)'", file.read_text("utf-8"))
    }

    assert asked
    assert asked - set(messages.catalogue("diagram", "ko")) == set()


def test_the_page_brings_its_words_and_addresses_along(owner: Owner) -> None:
    page = owner.visitor.open(f"{HOME}/diagram")

    given = json.loads(re.search(r"data-given>(.*?)</script>", page.words, re.DOTALL)[1])  # type: ignore[index]  # it is there
    assert given["words"]["bar.save"] == "저장"
    assert given["addresses"]["file"] == f"{HOME}/files/process.bpmn"
    assert given["mayEdit"]


def test_there_is_no_editor_without_a_draft(visitor: Callable[[str], Visitor]) -> None:
    assert visitor("owner1").open(f"{HOME}/diagram").status == 404


def test_the_editor_may_offer_what_the_draft_and_the_program_have(owner: Owner) -> None:
    facts = owner.facts()

    assert {"id": "application", "title": "사용 신청서"} in facts["forms"]
    assert {"name": "held_on", "type": "날짜"} in facts["names"]
    assert "civil_period" in {each["name"] for each in facts["functions"]}
    assert "A5P2I6" in {each["id"] for each in facts["clauses"]}
    mail = next(each for each in facts["operations"] if each["id"] == "send_mail")
    assert (mail["execution"], mail["title"]) == ("external", "메일 보내기")
    assert [each["id"] for each in facts["operations"] if each["title"] == each["id"]] == []
    assert {"name": "to", "type": "str", "required": True} in mail["parameters"]
    returning = next(each for each in facts["operations"] if each["id"] == "subsidy_return_application")
    assert (returning["letters"], mail["letters"]) == (["return_notice"], [])


def test_a_finding_leads_to_the_page_on_which_it_is_put_right(owner: Owner) -> None:
    headers = {"origin": ORIGIN, "x-csrf-token": owner.token, "if-none-match": "*"}
    owner.visitor.client.put(f"{HOME}/files/letters/notice.toml", content=b'title = "{{"', headers=headers)

    found = owner.asks("check", diagram=owner.diagram().replace('jorye:form="examination"', 'jorye:form="nowhere"'))
    pages = {(each["file"], each["page"]) for each in found["findings"]}
    assert ("process.bpmn", "") in pages
    assert ("letters/notice.toml", f"{HOME}/letters/notice") in pages

    drawn = owner.visitor.client.get(f"{HOME}/diagram/facts").json()
    assert drawn["letters"] == [{"id": "notice", "title": "{{"}]
    assert f"{HOME}/letters/notice" in owner.visitor.open(HOME).links()


def test_an_unsaved_diagram_is_checked_with_the_rest_of_the_draft(owner: Owner) -> None:
    drawn = owner.diagram()

    assert [each for each in owner.asks("check", diagram=drawn)["findings"] if each["severity"] == "error"] == []
    found = owner.asks("check", diagram=drawn.replace('jorye:form="examination"', 'jorye:form="nowhere"'))["findings"]
    assert [(each["rule"], each["element"]) for each in found if each["severity"] == "error"] == [
        ("form_missing", "examine")
    ]


def test_an_expression_is_checked_while_it_is_written(owner: Owner) -> None:
    written = {
        ('held_on > date("2027-01-01")', "condition"): [],
        ("held_on +", "condition"): [True],
        ("purpose > 3", "condition"): [True],
        ("nobody_knows == 1", "condition"): [False],
        ("PT20M", "timer"): [],
        ("total = sum([r.amount for r in costs])", "script"): [],
    }

    found = {(text, kind): owner.asks("expression", text=text, kind=kind)["faults"] for text, kind in written}

    assert {question: [each["certain"] for each in faults] for question, faults in found.items()} == written


def test_a_question_that_makes_no_sense_is_refused(owner: Owner) -> None:
    senseless: tuple[Any, ...] = ({"text": "1", "kind": "poem"}, {}, [])
    for sent in senseless:
        assert owner.sends("expression", sent).status_code == 400
