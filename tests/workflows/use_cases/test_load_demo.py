"""The demonstration city: complete, and loaded once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.kit.city import City
from tests.kit.studio import Studio
from workflows.instances.versions import newest_version
from workflows.records.account import account
from workflows.records.definition import definition
from workflows.runtime import begin
from workflows.use_cases.load_demo import catalogue, demo_content, load_demo


def test_every_process_of_the_catalogue_is_published_and_everybody_has_an_account(city: City) -> None:
    for _ in range(2):
        with begin(city.services) as uow:
            load_demo(uow, now=city.clock.now())

    with city.connection() as connection:
        published = connection.scalars(select(definition.c.process_id).order_by(definition.c.process_id)).all()
        logins = set(connection.scalars(select(account.c.login)))
        assert connection.scalar(select(func.max(definition.c.number))) == 1
    assert published == sorted(bundle.process_id for bundle in catalogue())
    assert {"applicant1", "officer1", "mayor", "member8", "smember12", "auditor1", "operator1"} <= logins


def test_what_owners_published_in_the_studio_is_not_taken_back_at_the_next_boot(city: City) -> None:
    with begin(city.services) as uow:
        load_demo(uow, now=city.clock.now())
    studio = Studio(city, "document_approval")
    studio.open()
    studio.rename("</bpmn:definitions>", "<!-- ours --></bpmn:definitions>")
    studio.publish(studio.submit("우리 말로 고침"))

    with begin(city.services) as uow:
        load_demo(uow, now=city.clock.now())
        newest = newest_version(uow.connection, "document_approval")

    assert newest is not None
    assert newest.number == 2


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 11, 1), date(2027, 11, 2), date(2031, 6, 1)])
def test_a_demonstration_begun_in_any_year_finds_money_and_papers_that_hold(day: date) -> None:
    content = demo_content(day)
    year = (day + timedelta(days=60)).year
    assert {year} == {line["fiscal_year"] for line in content["budget_line"]}
    assert f"ai_adoption_{year}" == content["call"][0]["programme"]
    for party in content["party"]:
        kinds = {paper["kind"] for paper in party["certificates"]}
        assert kinds == {
            paper["kind"]
            for paper in party["certificates"]
            if paper["valid_from"] <= day and day + timedelta(days=120) <= paper["valid_to"]
        }
