"""Judges running cases against one version they might move to; what is alike among cases is proven once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bpmn.bundle import Bundle
from bpmn.engine import CannotMove, Engine
from bpmn.expressions.functions import Functions
from bpmn.moving.judgement import Judgement, Offer, Reason
from bpmn.moving.needs import Needs
from bpmn.moving.offers import offer
from bpmn.soundness import Marking, Net, Verdict, can_finish, marking_of
from bpmn.soundness.verdict import GRAVE

MENDABLE = frozenset({"element_gone", "kind_changed"})
"""Obstacles that a choice of another element takes away."""


class Judge:
    """One version as a destination. `mapping` says which new element stands for an old one."""

    def __init__(self, engine: Engine, target: Bundle, mapping: Mapping[str, str], functions: Functions) -> None:
        self._engine = engine
        self._functions = functions
        self._target = target
        self._mapping = mapping
        self._definition = engine.load(target)
        self._net = Net.of(self._definition)
        self._needs = Needs(self._definition, target, functions)
        self._proven: dict[Marking, Verdict] = {}
        self._read_before: dict[str, dict[str, frozenset[str]]] = {}

    def judge(self, current: Bundle, state: bytes, now: datetime) -> Judgement:
        """Judge one case as it stands now."""
        try:
            step = self._engine.move(current, self._target, state, self._mapping, now)
        except CannotMove as refused:
            return self._with_offers(current, refused)
        before = {each.work_id for each in self._engine.inspect(current, state).incidents}
        fresh = [each for each in step.advance.incidents if each.work_id not in before]
        if fresh:
            told = {"message": fresh[0].message}
            return Judgement("stays", (Reason("would_stop", fresh[0].element, told),))
        if step.advance.ended:
            return Judgement("safe")
        reasons = (*self._stuck(step.state), *self._missing(current, step.state))
        return Judgement("stays", reasons) if reasons else Judgement("safe")

    def _stuck(self, state: bytes) -> tuple[Reason, ...]:
        marking = marking_of(self._engine, self._target, state)
        verdict = self._proven.get(marking)
        if verdict is None:
            verdict = self._proven[marking] = can_finish(self._net, marking)
        if verdict.gave_up:
            return (Reason("not_proven", "", {"states": verdict.states}),)
        grave = [fault for fault in verdict.faults if fault.kind in GRAVE]
        return tuple(Reason(fault.kind, fault.element, {}, fault.path) for fault in grave[:1])

    def _missing(self, current: Bundle, state: bytes) -> tuple[Reason, ...]:
        missing = self._needs.missing(self._engine, self._target, state, self._read_in(current))
        return tuple(Reason("data_missing", element, {"name": name}) for element, name in missing)

    def _read_in(self, current: Bundle) -> dict[str, frozenset[str]]:
        """Give what the elements read in the version a case comes from, under the names they have here."""
        found = self._read_before.get(current.digest)
        if found is None:
            needs = Needs(self._engine.load(current), current, self._functions)
            found = {self._mapping.get(element, element): names for element, names in needs.read.items()}
            self._read_before[current.digest] = found
        return found

    def _with_offers(self, current: Bundle, refused: CannotMove) -> Judgement:
        reasons = tuple(Reason(each.code, each.element, each.params) for each in refused.obstacles)
        old = self._engine.load(current)
        offers: dict[str, Offer | None] = {
            each.element: offer(each.element, old, self._definition)
            for each in refused.obstacles
            if each.code in MENDABLE
        }
        given = tuple(each for each in offers.values() if each is not None)
        all_mendable = len(given) == len({each.element for each in refused.obstacles})
        return Judgement("choice" if all_mendable else "stays", reasons, given)
