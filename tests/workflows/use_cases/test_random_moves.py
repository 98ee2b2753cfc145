"""Random edits × random cases, on the stores themselves: what was moved and taken back is, row by row, what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

import pytest
import sqlalchemy as sa
from lxml import etree
from sqlalchemy import insert, select

from bpmn.bundle import Bundle
from bpmn.diagram.vocabulary import tag
from bpmn.engine import Refused
from tests.bpmn.engine.conftest import Draw
from tests.bpmn.moving.random_rewording import FORMS, Rewording
from tests.bpmn.moving.sound_nets import SoundNet
from tests.kit.city import City
from tests.kit.moves import Office
from workflows.instances.bundles import pack_files
from workflows.records.candidate import candidate
from workflows.records.definition import definition
from workflows.records.move import move_case
from workflows.records.subscription import subscription
from workflows.records.user_task import user_task
from workflows.runtime import begin
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.save_draft import save_draft
from workflows.use_cases.start_process import start_process

CASES = {"sqlite": 500, "postgresql": 40}
"""How many are tried on each store in every test run."""
EACH = 4
"""Cases of one drawing."""


class Drawing(Rewording):
    """A drawing with what only a store can show: timers that are armed, jobs that wait in the outbox."""

    def dress(self) -> None:
        super().dress()
        self.random.choice((self.remind, self.hand_over, lambda: None))()

    def remind(self) -> None:
        host = self.pick(self.nodes("userTask"))
        if host is None or (around := host.getparent()) is None:
            return
        name, end = self.name("late"), self.name("end")
        attributes = {"id": name, "attachedToRef": host.get("id", ""), "cancelActivity": "false"}
        event = etree.SubElement(around, tag("boundaryEvent"), attributes)
        timer = etree.SubElement(event, tag("timerEventDefinition"))
        etree.SubElement(timer, tag("timeDuration")).text = "P10D"
        etree.SubElement(around, tag("endEvent"), {"id": end})
        self.connect(around, name, end)

    def hand_over(self) -> None:
        node = self.pick(self.nodes("userTask"))
        if node is not None:
            node.tag = tag("serviceTask")
            self.put(node, assign="", assignTo="", due="", form="", operation="post", execution="external")

    def bundle(self) -> Bundle:
        forms = {name: text.encode() for name, text in FORMS.items()}
        return Bundle.from_files({"process.bpmn": self.content(), **forms})


class RandomOffice(Office):
    """One process per seed, so that cases of different seeds never meet."""

    def try_many(self, least: int) -> Counter[str]:
        """Try drawings until so many cases were judged; gives what became of them."""
        found: Counter[str] = Counter()
        seed = 0
        while found.total() < least:
            found += self.try_one(seed)
            seed += 1
        return found

    def try_one(self, seed: int) -> Counter[str]:
        random, process_id = Random(seed), f"process_{seed}"
        drawing = Drawing(Draw().document(*SoundNet(random).parts(), process_id=process_id).encode(), random)
        drawing.dress()
        old = drawing.bundle()
        for _ in range(random.randint(1, 2)):
            drawing.once()
        new = drawing.bundle()
        try:
            self.city.services.engine.load(new)
        except Refused:
            return Counter()
        self.enter(old, process_id, 1)
        walked = [self._walked(process_id, random) for _ in range(EACH)]
        cases = [case for case in walked if self.city.state(case) == "running"]
        target = self.enter(new, process_id, 2)
        return self._there_and_back(cases, process_id, target, drawing.mapping) if cases else Counter()

    def enter(self, bundle: Bundle, process_id: str, number: int) -> int:
        """Enter a version past every check: the checks are not what is tried here."""
        with begin(self.city.services) as uow:
            row = insert(definition).values(
                process_id=process_id, number=number, digest=bundle.digest, title="", title_en="",
                files=pack_files(bundle.files), published_at=self.city.clock.now(),
            )  # fmt: skip
            return int(uow.connection.execute(row.returning(definition.c.id)).scalar_one())

    def _walked(self, process_id: str, random: Random) -> int:
        go = [f"split{n}_task{n + 2}" for n in range(1, 12) if random.random() < 0.5]
        now = self.city.clock.now()
        with begin(self.city.services) as uow:
            case = start_process(uow, process_id, {"go": go}, actor=self.officer, now=now).instance_id
        for _ in range(random.randint(0, 3)):
            self._go_on(case, random)
        for task, person in self._offered(case):
            with begin(self.city.services) as uow:
                if random.random() < 0.3:
                    claim_user_task(uow, task, actor=person, now=now)
                if random.random() < 0.3:
                    save_draft(uow, task, {"note": "아직"}, actor=person, now=now)
        return case

    def _go_on(self, case: int, random: Random) -> None:
        now = self.city.clock.now()
        if tasks := self._offered(case):
            task, person = random.choice(tasks)
            with begin(self.city.services) as uow:
                complete_user_task(uow, task, {}, actor=person, now=now)
        elif names := self._awaited(case):
            self.city.send(random.choice(names), case=case)

    def _offered(self, case: int) -> list[tuple[int, int]]:
        """Give each open task with the first of those who may do it."""
        first = sa.func.min(candidate.c.person_id)
        offered = (
            select(candidate.c.task_id, first)
            .join(user_task, user_task.c.id == candidate.c.task_id)
            .where(user_task.c.instance_id == case, user_task.c.status == "open")
            .group_by(candidate.c.task_id)
            .order_by(candidate.c.task_id)
        )
        with self.city.connection() as connection:
            return [(task, person) for task, person in connection.execute(offered)]

    def _awaited(self, case: int) -> list[str]:
        with self.city.connection() as connection:
            return list(connection.scalars(select(subscription.c.name).where(subscription.c.instance_id == case)))

    def _there_and_back(
        self, cases: list[int], process_id: str, target: int, mapping: Mapping[str, str]
    ) -> Counter[str]:
        now, before = self.city.clock.now(), {case: self.everything(case) for case in cases}
        served = {case: self._unserved(case) for case in cases}
        with begin(self.city.services) as uow:
            number = plan_move(uow, process_id, target, mapping, actor=self.owner, now=now)
        with begin(self.city.services) as uow:
            begin_move(uow, number, actor=self.owner, now=now)
        self.work()
        for case, status in zip(cases, self.statuses(number), strict=True):
            assert status in ("moved", "left")
            if status == "left":
                assert self.everything(case) == before[case]
            else:
                assert self._unserved(case) <= served[case], "a task that nobody may do"
        undoable = self._undoable(number)
        self.undo(number)
        for case, status in zip(cases, self.statuses(number), strict=True):
            if case in undoable:
                assert (status, self.everything(case)) == ("undone", before[case])
        return Counter(self.statuses(number))

    def _unserved(self, case: int) -> set[int]:
        """Give the open tasks that nobody may do."""
        offered = {task for task, _ in self._offered(case)}
        open_now = select(user_task.c.id).where(user_task.c.instance_id == case, user_task.c.status == "open")
        with self.city.connection() as connection:
            return set(connection.scalars(open_now)) - offered

    def _undoable(self, number: int) -> set[int]:
        """Give the cases whose move did nothing that nobody can take back, as a job or a message would."""
        moved = (move_case.c.run_id == number) & (move_case.c.status == "moved") & (move_case.c.state_after != "")
        with self.city.connection() as connection:
            return set(connection.scalars(select(move_case.c.instance_id).where(moved)))


@pytest.fixture
def office(city: City) -> RandomOffice:
    """Give an office whose store need not outlive a power cut."""
    if city.services.database.dialect.name == "sqlite":
        sa.event.listen(city.services.database, "connect", _hurried)
        city.services.let_go()
    return RandomOffice(city)


def _hurried(driver: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    driver.execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]  # it is SQLite's own connection


def test_what_was_moved_and_taken_back_is_what_it_was(office: RandomOffice) -> None:
    store = office.city.services.database.dialect.name
    found = office.try_many(CASES[store])
    assert found["undone"] > CASES[store] // 3, found
    assert found["left"], found


@pytest.mark.long
def test_twenty_thousand_cases_moved_and_taken_back_are_what_they_were(office: RandomOffice) -> None:
    found = office.try_many(20_000)
    print(dict(found))  # noqa: T201  # long work says what it met
    assert found["undone"] > 10_000, found
