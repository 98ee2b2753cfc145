"""Every address against every role: `access.csv` says who may, and a route that it does not know fails.

`yes`: the door is open. `no`: it is shut (403, or 404 where existence is nobody's business). `in`: sign in first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import insert
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from bpmn.bundle import Bundle
from bpmn.decisions.editing import new_file
from bpmn.letters.editing import new_letter
from tasks.registers import documents
from tests.kit.city import DIAGRAMS, City
from tests.kit.studio import Studio
from tests.kit.visitor import ORIGIN, Visitor
from tests.workflows.web.conftest import APPLICATION
from workflows.records.incident import incident
from workflows.site import create_site
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.publish_bundle import publish_bundle
from workflows.use_cases.save_process_file import save_process_file

TABLE = Path(__file__).with_name("access.csv")
PEOPLE = {
    "nobody": "",
    "other applicant": "applicant2",
    "officer": "officer1",
    "team_lead": "team_lead1",
    "division_head": "division_head1",
    "bureau_chief": "bureau_chief1",
    "vice_mayor": "vice_mayor",
    "mayor": "mayor",
    "budget_officer": "budget1",
    "accounting_officer": "accounting1",
    "payment_officer": "payment1",
    "plan_writer": "planner1",
    "committee_member": "member1",
    "auditor": "auditor1",
    "process_owner": "owner1",
    "operator": "operator1",
    "applicant": "applicant1",  # last: only the applicant's own request ends the case
}
EXAMPLES = {
    "process_id": "hall_permit",
    "element": "apply",
    "form_id": "application",
    "name": "process.bpmn",
    "number": "1",
    "kind": "zip",
    "example": "whole_way",
    "decision_id": "fee",
    "letter_id": "notice",
}
BODIES: dict[str, dict[str, Any]] = {
    "/api/v1/session": {"login": "nobody", "password": "x"},
    "/api/v1/tasks/{task_id}/complete": {"values": {}},
    "/api/v1/tasks/{task_id}/delegate": {"to": 1, "reason": "출장"},
    "/api/v1/cases/{instance_id}/messages": {"name": "withdraw_hall"},
    "/api/v1/processes/{process_id}/start": {"values": {}},
}


FOR_STRANGERS = {("POST", "/sign-in"), ("POST", "/sign-in/demo"), ("POST", "/api/v1/session")}
ENDING = {("POST", "/sign-in/demo"), ("POST", "/sign-out"), ("DELETE", "/api/v1/session")}


class Doors:
    """The site with one person of each role signed in, and an example of everything that has an address."""

    def __init__(self, city: City, permit: int) -> None:
        self.city = city
        self.site = create_site(city.services)
        self.sit_down()
        self.examples = {
            **EXAMPLES,
            "submission_id": self._submission(),
            "run_id": self._move(),
            **self._things(permit),
            "upload_id": self._file(permit),
        }

    def verdict(self, role: str, method: str, path: str) -> str:
        """Knock at one door."""
        visitor, token = self.visitors[role], self.tokens[role]
        address = re.sub(":(number|path)}", "}", path).format(**self.examples)
        body: dict[str, Any] = {}
        if path.startswith("/api"):
            body = {"json": BODIES.get(path, {})}
        elif method == "POST":
            body = {"data": {"csrf": token, "do": "refresh", **self._form}}
        headers = {"origin": ORIGIN}
        if path.startswith("/studio") and method != "GET":
            headers["x-csrf-token"] = token
        answer = visitor.client.request(method, address, **body, headers=headers, follow_redirects=False)
        if (method, path) in FOR_STRANGERS and answer.status_code == 401:
            return "yes"  # the door is open, the password is wrong
        if answer.status_code == 401 or answer.headers.get("location", "").startswith("/sign-in?next"):
            return "in"
        return "no" if answer.status_code in (403, 404) else "yes"

    def sit_down(self) -> None:
        """Have everybody sign in, again after a door that ends sessions."""
        self.visitors = {role: self._sit(login) for role, login in PEOPLE.items()}
        self.tokens = {role: each.csrf("/sign-in" if role == "nobody" else "/") for role, each in self.visitors.items()}

    def fresh_case(self) -> None:
        """Apply again, so that one door does not change what is behind the next."""
        page = self.visitors["applicant"].open("/start/hall_permit/apply").press("finish", APPLICATION)
        self.examples.update(self._things(int(page.address.rsplit("/", 1)[1])))

    def _submission(self) -> int:
        """Have owner2 hand over a draft and go on changing it: it stays open whatever becomes of the submission."""
        studio, owner, now = Studio(self.city, "hall_permit"), self.city.person("owner1"), self.city.clock.now()
        studio.open(by="owner2")
        studio.rename("</bpmn:definitions>", "<!-- 1 --></bpmn:definitions>", by="owner2")
        submission = studio.submit("고침", by="owner2")
        studio.rename("<!-- 1 -->", "<!-- 2 -->", by="owner2")
        with self.city.unit_of_work() as uow:
            keep_recovery_copy(uow, "hall_permit", "process.bpmn", b"typed", base="", actor=owner, now=now)
            table = new_file("fee", "사용료")
            save_process_file(uow, "hall_permit", "decisions/fee.dmn", table, if_match="", actor=owner, now=now)
            letter = new_letter("통지")
            save_process_file(uow, "hall_permit", "letters/notice.toml", letter, if_match="", actor=owner, now=now)
            save_process_file(uow, "hall_permit", "examples/whole_way.json", b"{}", if_match="", actor=owner, now=now)
        return submission

    def _move(self) -> int:
        """Have a move of running cases to a newer version planned and judged."""
        before, now = Bundle.read(DIAGRAMS / "hall_permit"), self.city.clock.now()
        changed = before.files[before.main] + b"<!-- 3 -->"
        with self.city.unit_of_work() as uow:
            newer = Bundle.from_files({**before.files, before.main: changed})
            target = publish_bundle(uow, newer, actor=None, now=now).definition_id
            run = plan_move(uow, "hall_permit", target, {}, actor=self.city.person("owner1"), now=now)
        advance_moves(self.city.services, now=now)
        return run

    @property
    def _form(self) -> dict[str, Any]:
        return {"reason": "행사 취소", "login": "nobody"}

    def _sit(self, login: str) -> Visitor:
        someone = Visitor(self.site)
        if login:
            someone.come_in(self.city, login)
        return someone

    def _file(self, case: int) -> str:
        links = self.visitors["applicant"].open(f"/cases/{case}").links()
        return next(link for link in links if link.startswith("/files/")).removeprefix("/files/")

    def _things(self, case: int) -> dict[str, Any]:
        """Give the numbers of a task, a document, a file, an incident and a subscription of the case."""
        page = self.visitors["applicant"].open(f"/cases/{case}")
        assert page.document is not None
        with self.city.unit_of_work() as uow:
            row = {"instance_id": case, "source": "job", "work_id": 1, "element": "examine", "code": "x", "message": ""}
            stopped = uow.connection.execute(insert(incident).values(**row, opened_at=self.city.clock.now()))
            document = documents.draft(
                uow.connection,
                division="ai_policy",
                title="알림",
                recipient="신청자",
                body={},
                drafted_by=self.city.person("officer1"),
                at=self.city.clock.now(),
                instance_id=case,
            )
        return {
            "instance_id": case,
            "task_id": self.city.task(case, "examine").id,
            "document_id": document,
            "incident_id": stopped.inserted_primary_key[0],
            "subscription_id": next(link for link in page.links() if "/messages/" in link).rsplit("/", 1)[1],
        }


@pytest.fixture
def doors(city: City, visitor: Callable[[str], Visitor]) -> Doors:
    pdf = ("계획서.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    page = visitor("applicant1").open("/start/hall_permit/apply").press("refresh", files={"plan": pdf})
    page = page.press("finish", {**APPLICATION, "plan.kept": page.fields()["plan.kept"]})
    return Doors(city, int(page.address.rsplit("/", 1)[1]))


def test_every_route_opens_for_exactly_the_roles_that_the_table_names(doors: Doors) -> None:
    expected = _expected()
    actual = {}
    for method, path in expected:
        actual[method, path] = {role: doors.verdict(role, method, path) for role in PEOPLE}
        if (method, path) in ENDING:
            doors.sit_down()
        if method != "GET":
            doors.fresh_case()
    assert expected == actual


def test_the_table_knows_every_route_and_no_other(city: City) -> None:
    assert set(_expected()) == set(addresses(create_site(city.services)))


def addresses(site: Starlette, below: str = "") -> Iterator[tuple[str, str]]:
    """Give method and path of every route, the API's as its own schema names them, the plain files left out."""
    for route in site.routes:
        if isinstance(route, Route):
            yield from ((method, below + route.path) for method in (route.methods or set()) - {"HEAD"})
        elif isinstance(route, Mount) and isinstance(route.app, FastAPI):
            yield from addresses(route.app, route.path)
            for path, methods in route.app.openapi()["paths"].items():
                yield from ((method.upper(), route.path + path) for method in methods)


def _expected() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["method"], row["path"]): {role: row[role] for role in PEOPLE} for row in rows}
