"""Random edits × random cases, on the stores themselves: what was moved and taken back is, row by row, what it was."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from sqlalchemy import insert, select

from bpmn.bundle import Bundle
from bpmn.engine import Refused
from tests.bpmn.engine.conftest import Draw
from tests.bpmn.moving.random_edits import Edit
from tests.bpmn.moving.sound_nets import SoundNet
from tests.kit.city import City
from tests.kit.moves import Office
from workflows.instances.bundles import pack_files
from workflows.records.definition import definition
from workflows.records.subscription import subscription
from workflows.runtime import begin
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.start_process import start_process

CASES = {"sqlite": 250, "postgresql": 25}
"""How many are tried on each store; the engine's own programme tries many more without one."""


class RandomOffice(Office):
    """One process per seed, so that cases of different seeds never meet."""

    def enter(self, bundle: Bundle, process_id: str, number: int) -> int:
        """Enter a version past every check: the checks are not what is tried here."""
        with begin(self.city.services) as uow:
            row = insert(definition).values(
                process_id=process_id, number=number, digest=bundle.digest, title="", title_en="",
                files=pack_files(bundle.files), published_at=self.city.clock.now(),
            )  # fmt: skip
            return int(uow.connection.execute(row.returning(definition.c.id)).scalar_one())

    def try_one(self, seed: int) -> str:
        random, process_id = Random(seed), f"process_{seed}"
        old = _bundle(_owned(Draw().document(*SoundNet(random).parts(), process_id=process_id)))
        edit = Edit(old.files["process.bpmn"], random)
        edit.once()
        new = _bundle(_owned(edit.content().decode()))
        try:
            self.city.services.engine.load(new)
        except Refused:
            return "refused"
        self.enter(old, process_id, 1)
        case = self._walked(process_id, random)
        target = self.enter(new, process_id, 2)
        return self._there_and_back(case, process_id, target, edit.mapping) if case else "ended"

    def _walked(self, process_id: str, random: Random) -> int:
        go = [f"split{n}_task{n + 2}" for n in range(1, 12) if random.random() < 0.5]
        with begin(self.city.services) as uow:
            case = start_process(uow, process_id, {"go": go}, actor=self.officer, now=self.city.clock.now()).instance_id
        for _ in range(random.randint(0, 3)):
            tasks = self.city.open_tasks(case)
            if tasks:
                self.finish(case, random.choice(tasks))
            elif names := self._awaited(case):
                self.city.send(random.choice(names), case=case)
        return case if self.city.state(case) == "running" else 0

    def _awaited(self, case: int) -> list[str]:
        with self.city.connection() as connection:
            return list(connection.scalars(select(subscription.c.name).where(subscription.c.instance_id == case)))

    def _there_and_back(self, case: int, process_id: str, target: int, mapping: dict[str, str]) -> str:
        now, before = self.city.clock.now(), self.everything(case)
        with begin(self.city.services) as uow:
            number = plan_move(uow, process_id, target, mapping, actor=self.owner, now=now)
        self.work()
        with begin(self.city.services) as uow:
            begin_move(uow, number, actor=self.owner, now=now)
        self.work()
        if self.statuses(number) != ["moved"]:
            assert self.everything(case) == before
            return self.verdicts(number)[case]
        assert self.city.incidents(case) == []
        self.undo(number)
        assert self.statuses(number) == ["undone"]
        assert self.everything(case) == before
        return "undone"


def _bundle(text: str) -> Bundle:
    return Bundle.from_files({"process.bpmn": text.encode()})


def _owned(text: str) -> str:
    """Let every task be done by whoever started the case."""
    own = 'jorye:assign="starter" '
    return text.replace(own, "").replace("<bpmn:userTask ", f"<bpmn:userTask {own}")


@pytest.mark.usefixtures("store")
def test_what_was_moved_and_taken_back_is_what_it_was(city: City) -> None:
    office = RandomOffice(city)
    store = city.services.database.dialect.name
    found = Counter(office.try_one(seed) for seed in range(CASES[store]))
    assert found["undone"] > CASES[store] // 3, found
