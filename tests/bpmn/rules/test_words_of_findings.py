"""Findings call the elements of a diagram what the studio calls them, not what the file does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

import messages
from bpmn.bundle import Bundle
from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import FLOW_NODES, JORYE, tag
from bpmn.engine import Engine
from bpmn.rules import Rule, Subject, check, rules
from tests.kit.rule_page import HEAD, read_page
from workflows.instances.surroundings import installed

ENGINE = Engine(b"words", installed().functions)
BPMN_IN_KOREAN = (
    "이벤트|게이트웨이|인스턴스|트랜잭션|토큰|타이머|하위 절차|시행문|서신"
    "|(사용자|서비스|스크립트|수신|호출) (작업|활동)"
)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_element_that_runs_has_a_name(language: messages.Language) -> None:
    assert {kind for kind in FLOW_NODES if KindName(kind).text(language) == kind} <= {"task", "transaction"}


def test_what_nobody_knows_is_said_as_it_is_written() -> None:
    assert KindName("robotTask").text("ko") == "robotTask"


@pytest.mark.parametrize("room", ["rules", "engine", "differences"])
def test_no_korean_sentence_names_a_tag_of_the_file(room: str) -> None:
    tag = re.compile(r"\b\w+(Gateway|Task|EventDefinition|SubProcess)\b")
    assert {key: korean for key, korean in messages.catalogue(room, "ko").items() if tag.search(korean)} == {}


@pytest.mark.parametrize(("language", "quoted"), [("ko", "‘([^‘’{}]+)’"), ("en", "“([^“”{}]+)”")])
def test_a_remedy_names_what_stands_beside_the_diagram(language: messages.Language, quoted: str) -> None:
    """What a remedy puts in these quotation marks is a label of the studio or the name of an element."""
    shown = {*messages.catalogue("diagram", language).values(), *messages.catalogue("kinds", language).values()}
    named = {
        label
        for room in ("rules", "engine")
        for key, sentence in messages.catalogue(room, language).items()
        if key.endswith(".remedy") or key.startswith("finding.")
        for label in re.findall(quoted, sentence)
    }
    assert named
    assert named - shown == set()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_asks_for_an_attribute_of_the_file(language: messages.Language) -> None:
    """An owner who draws in the studio never sees them; the rule's page tells them."""
    attribute = re.compile(
        r"jorye:\w|flowNodeRef|isExecutable|isInterrupting|calledElement|cancelActivity|\b(time|loop)[A-Z]"
    )
    asked = {
        f"{room}.{key}"
        for room in ("rules", "engine")
        for key, sentence in messages.catalogue(room, language).items()
        if attribute.search(sentence)
    }
    # the studio sets the one together with the operation, and cannot set the other
    assert asked == {"rules.operation_execution.remedy", "engine.finding.loop_maximum"}


@pytest.mark.parametrize("room", ["rules", "engine", "differences"])
def test_no_korean_sentence_uses_another_word_than_the_studio(room: str) -> None:
    """BPMN's own words in Korean letters (이벤트, 게이트웨이) stand nowhere beside the diagram."""
    foreign = re.compile(BPMN_IN_KOREAN)
    assert {key: korean for key, korean in messages.catalogue(room, "ko").items() if foreign.search(korean)} == {}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_in_english_elements_are_called_by_their_english_names(rule: Rule) -> None:
    page = read_page(rule.id)
    diagram, korean = _named_in_english(page.incorrect.files[page.incorrect.main])
    bundle = Bundle.from_files({**page.incorrect.files, page.incorrect.main: diagram})
    around = replace(installed(), on=page.days.get("incorrect"))
    said = [each.message for each in check(bundle, around, engine=ENGINE, language="en") if each.rule == rule.id]

    assert [message for message in said if any(name in message for name in korean)] == []


def test_a_flow_without_a_name_is_called_by_its_ends() -> None:
    diagram = (
        f'{HEAD}<process id="p" isExecutable="true"><startEvent id="s" name="접수" jorye:nameEn="Received"/>'
        '<endEvent id="e" name="끝"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>'
        '<sequenceFlow id="astray" sourceRef="astray" targetRef="gone"/></process></definitions>'
    )
    subject = Subject(Bundle.from_files({"process.bpmn": diagram.encode()}), installed(), None)
    assert [subject.name_of("f").text(language) for language in messages.LANGUAGES] == ["접수 → 끝", "Received → 끝"]
    assert subject.name_of("astray").ko == "astray → gone"


def _named_in_english(diagram: bytes) -> tuple[bytes, set[str]]:
    """Give every element an English name beside its own; gives the diagram and the Korean names."""
    root = etree.fromstring(diagram)
    names: set[str] = set()
    for node in root.iter(*map(tag, FLOW_NODES | {"lane", "process"})):
        if re.search("[가-힣]", node.get("name") or ""):
            names.add(str(node.get("name")))
            node.set(tag("nameEn", JORYE), f"English {node.get('id')}")
    return etree.tostring(root), names
