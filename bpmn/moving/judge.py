"""Judges running cases against one version they might move to; what is alike among cases is proven once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bpmn.bundle import Bundle
from bpmn.engine import CannotMove, Engine
from bpmn.expressions.functions import Functions
from bpmn.model import Step, Values
from bpmn.moving.judgement import Judgement, Offer, Reason
from bpmn.moving.needs import Needs
from bpmn.moving.offers import offer
from bpmn.moving.reading import Gives
from bpmn.moving.separation import unknown_doers
from bpmn.soundness import Marking, Net, Verdict, can_finish, marking_of
from bpmn.soundness.verdict import GRAVE
from messages import LANGUAGES

MENDABLE = frozenset({"element_gone", "kind_changed"})
"""Obstacles that a choice of another element takes away."""


class Judge:
    """One version as a destination. `mapping` says which new element stands for an old one.

    `gives` names what the result of each service operation surely has.
    """

    def __init__(
        self, engine: Engine, target: Bundle, mapping: Mapping[str, str], functions: Functions, gives: Gives
    ) -> None:
        self._engine = engine
        self._functions = functions
        self._gives = gives
        self._target = target
        self.mapping = mapping
        self._definition = engine.load(target)
        self._net = Net.of(self._definition)
        self._needs = Needs(self._definition, target, functions, gives)
        self._proven: dict[Marking, Verdict] = {}
        self._lacking: dict[tuple[str, Marking, frozenset[str]], tuple[Reason, ...]] = {}
        self._read_before: dict[str, dict[str, frozenset[str]]] = {}
        self._unknown_doers: dict[str, tuple[Reason, ...]] = {}

    def judge(self, current: Bundle, state: bytes, now: datetime) -> Judgement:
        """Judge one case as it stands now; where it may move, `step` is what moving it comes to."""
        try:
            step = self._engine.move(current, self._target, state, self.mapping, now)
        except CannotMove as refused:
            return self._with_offers(current, refused)
        stopped = self._stopped(current, state, step, now)
        if stopped:
            return Judgement("stays", stopped)
        if step.advance.ended:
            return Judgement("safe", step=step)
        marking = marking_of(self._engine, self._target, step.state)
        values = self._engine.values(self._target, step.state)
        reasons = (*self._stuck(marking), *self._missing(current, marking, values))
        return Judgement("stays", reasons) if reasons else Judgement("safe", step=step)

    def unknown_doers(self, current: Bundle) -> tuple[Reason, ...]:
        """Give why cases of a version need a choice, each if its element was done in them (`separation`)."""
        found = self._unknown_doers.get(current.digest)
        if found is None:
            found = unknown_doers(self._engine.load(current), self._definition, self.mapping)
            self._unknown_doers[current.digest] = found
        return found

    def _stopped(self, current: Bundle, state: bytes, step: Step, now: datetime) -> tuple[Reason, ...]:
        """Say what would stop by the move itself; what had stopped before may come along and be retried."""
        if not step.advance.incidents:
            return ()
        before = {each.work_id for each in self._engine.inspect(current, state).incidents}
        fresh = [at for at, each in enumerate(step.advance.incidents) if each.work_id not in before]
        return tuple(self._would_stop(current, state, at, now) for at in fresh[:1])

    def _would_stop(self, current: Bundle, state: bytes, at: int, now: datetime) -> Reason:
        """Say one of the incidents to which the move leads, as every reader will read it."""
        steps = {
            language: self._engine.move(current, self._target, state, self.mapping, now, language=language)
            for language in LANGUAGES
        }
        found = {language: step.advance.incidents[at] for language, step in steps.items()}
        message = {language: incident.message for language, incident in found.items()}
        return Reason("would_stop", found["ko"].element, {"message": message})

    def _stuck(self, marking: Marking) -> tuple[Reason, ...]:
        verdict = self._proven.get(marking)
        if verdict is None:
            verdict = self._proven[marking] = can_finish(self._net, marking)
        if verdict.gave_up:
            return (Reason("not_proven", "", {"states": verdict.states}),)
        grave = [fault for fault in verdict.faults if fault.kind in GRAVE]
        return tuple(Reason(fault.kind, fault.element, {}, fault.path) for fault in grave[:1])

    def _missing(self, current: Bundle, marking: Marking, values: Values) -> tuple[Reason, ...]:
        key = (current.digest, marking, frozenset(values))
        found = self._lacking.get(key)
        if found is None:
            missing = self._needs.missing(marking, frozenset(values), self._read_in(current))
            found = tuple(Reason("data_missing", element, {"name": name}) for element, name in missing)
            self._lacking[key] = found
        return found

    def _read_in(self, current: Bundle) -> dict[str, frozenset[str]]:
        """Give what the elements read in the version a case comes from, under the names they have here."""
        found = self._read_before.get(current.digest)
        if found is None:
            needs = Needs(self._engine.load(current), current, self._functions, self._gives)
            found = {self.mapping.get(element, element): names for element, names in needs.read.items()}
            self._read_before[current.digest] = found
        return found

    def _with_offers(self, current: Bundle, refused: CannotMove) -> Judgement:
        reasons: list[Reason] = []
        for each in refused.obstacles:  # one for each token: of many that work on a step at once, one tells
            reason = Reason(each.code, each.element, each.params)
            if reason not in reasons:
                reasons.append(reason)
        old = self._engine.load(current)
        offers: dict[str, Offer | None] = {
            each.element: offer(each.element, old, self._definition) for each in reasons if each.code in MENDABLE
        }
        given = tuple(each for each in offers.values() if each is not None)
        all_mendable = len(given) == len({each.element for each in reasons})
        return Judgement("choice" if all_mendable else "stays", tuple(reasons), given)
