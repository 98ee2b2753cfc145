"""Every rule says how grave it is, speaks both languages, and has a page whose examples are what the page says."""

from __future__ import annotations

from dataclasses import replace

import pytest

import messages
from bpmn.engine import Engine
from bpmn.model import Finding
from bpmn.rules import Rule, check, rules
from bpmn.rules.registry import severities
from tests.kit.rule_page import PAGES, read_page
from workflows.instances.surroundings import installed

ENGINE = Engine(b"pages", installed().functions)


def found(rule: Rule, example: str) -> list[Finding]:
    page = read_page(rule.id)
    around = replace(installed(), on=page.days.get(example))
    bundle = getattr(page, example)
    return [each for each in check(bundle, around, engine=ENGINE, language="en") if each.rule == rule.id]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_the_incorrect_example_is_reported_where_the_page_says(rule: Rule) -> None:
    places = {each.element or each.file for each in found(rule, "incorrect")}
    assert places == read_page(rule.id).reported_at


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_the_correct_example_is_not_reported(rule: Rule) -> None:
    assert found(rule, "correct") == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_reason_and_remedy_are_said_in_both_languages(rule: Rule) -> None:
    for language in messages.LANGUAGES:
        words = messages.catalogue("rules", language)
        assert words[f"{rule.id}.reason"].endswith((".", "{fault}"))
        assert words[f"{rule.id}.remedy"]


def test_every_rule_has_one_name_one_severity_and_one_page() -> None:
    names = [rule.id for rule in rules()]
    words = {name.split(".")[0] for name in messages.catalogue("rules", "ko")}
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README", "refused"}
    assert len(names) == len(set(names))
    assert set(names) == set(severities()) == words == pages


def test_the_index_of_rules_links_every_page_under_its_severity() -> None:
    index = (PAGES / "README.md").read_text("utf-8")
    rows = {f"| [{rule.id}]({rule.id}.md) | {rule.severity} |" for rule in rules()}
    assert [row for row in sorted(rows) if row not in index] == []


def test_everything_that_the_engine_refuses_is_listed() -> None:
    page = (PAGES / "refused.md").read_text("utf-8")
    problems = {
        key.removeprefix("finding.") for key in messages.catalogue("engine", "en") if key.startswith("finding.")
    }
    assert [name for name in sorted(problems - {"values"}) if f"`{name}`" not in page] == []
