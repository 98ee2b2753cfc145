"""The player: decides what happens next in a play, one move at a time, until nothing more can happen."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from datetime import UTC, datetime

import messages
from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.engine.errors import EngineError, NotOpen, Refused
from bpmn.expressions import Functions
from bpmn.model import Job, Message, OpenWork, Signal, Step, Subscription, Values
from bpmn.play.answers import AnswerRefused, answer_values, returned
from bpmn.play.board import Board
from bpmn.play.outcome import Outcome, PlayError
from bpmn.play.script import Script, Sent
from messages import Language

LOOK_AHEAD = 1_000
"""Moves that are tried out to see whether a task named in `order` will open."""
UNSCRIPTED = 10_000
"""Moves in a row without a word in the script after which a process is held never to come to rest."""
CROWD = 20
"""So many open tasks make a move that adds to them count once more: what multiplies is stopped while it is small."""
FIRINGS = 1_000
"""How often one timer element fires when the script gives no `until` (a cycle without end would never rest)."""


def play(
    engine: Engine, bundle: Bundle, script: Script, now: datetime, functions: Functions, language: Language = "ko"
) -> Outcome:
    """Run the bundle's process from its start at `now` until it ends, waits or fails; never raises for a diagram.

    `functions` are those of the forms' expressions, the same that the engine was given.
    """
    try:
        engine.load(bundle)
    except Refused as refused:
        return Outcome(
            "failed", errors=tuple(PlayError(found.element, found.rule, found.message) for found in refused.findings)
        )
    return Player(engine, bundle, script, now.astimezone(UTC), functions, language).run()


class Player:
    """One play. A move is the first that is possible of: a message, a service task, a user task, a timer."""

    def __init__(
        self, engine: Engine, bundle: Bundle, script: Script, now: datetime, functions: Functions, language: Language
    ) -> None:
        self._engine = engine
        self._bundle = bundle
        self._script = script
        self._functions = functions
        self._language = language
        self._order = deque(script.order)
        self._named = Counter(script.order)
        self._horizon = script.horizon(now)
        self._board = Board.of(script, now)
        self._attached = engine.load(bundle).attached()

    def run(self) -> Outcome:
        """Play to the end."""
        if self._start():
            while not self._board.ended and self._move():
                if self._board.unscripted >= UNSCRIPTED:
                    self._fail("", "no_rest", messages.text("play.no_rest", self._language, moves=UNSCRIPTED))
                    break
        return self._outcome()

    def _outcome(self) -> Outcome:
        board = self._board
        errors = [*board.errors, *(PlayError(i.element, i.code, i.message) for i in board.incidents.values())]
        return Outcome(
            "failed" if errors else "completed" if board.ended else "waiting",
            tuple(board.trace),
            () if board.ended else tuple(board.waiting()),
            self._engine.values(self._bundle, board.state) if board.state else {},
            tuple(errors),
            tuple(sent.name for sent in board.sent),
        )

    def _start(self) -> bool:
        board, opening = self._board, self._opening()
        if opening:
            board.sent.remove(opening)
        event = opening.name if opening else ""
        brought = self._engine.load(self._bundle).begun_with(event, opening.payload) if opening else {}
        values = {**self._script.data, **brought}
        return self._step(lambda: self._engine.start(self._bundle, values, board.now, start_event=event), event)

    def _opening(self) -> Sent | None:
        """Give the scripted message that starts the process: one for a start event, with no or this `after`."""
        begins = self._engine.load(self._bundle).starting_messages()
        return next(
            (sent for sent in self._board.sent if sent.name in begins and sent.after in ("", begins[sent.name])), None
        )

    # --- moves, in the order in which they are tried

    def _move(self) -> bool:
        return self._follow_order() if self._order else self._default_move()

    def _default_move(self) -> bool:
        return (
            self._deliver(self._board.completed) or self._answer_job() or self._finish_oldest() or self._waiting_move()
        )

    def _waiting_move(self) -> bool:
        """Move without finishing anybody's task: messages to places just reached, then the clock."""
        return self._deliver(self._board.entered) or self._let_time_pass()

    def _patient_move(self) -> bool:
        return self._deliver(self._board.completed) or self._answer_job() or self._waiting_move()

    def _follow_order(self) -> bool:
        """Finish what `order` names next; when it is not open, go on until it opens; skip it when it never will."""
        if self._deliver(self._board.completed) or self._answer_job():
            return True
        element = self._order[0]
        if self._board.standing(element) is None:
            if self._go_on_until(element, self._default_move) or self._go_on_until(element, self._patient_move):
                return True
            self._forget(element)
            return True
        self._forget(element)
        return self._finish(element)

    def _forget(self, element: str) -> None:
        self._order.popleft()
        self._named[element] -= 1

    def _go_on_until(self, element: str, move: Callable[[], bool]) -> bool:
        """Try a future on a copy of the board and keep it only when the element opens in it."""
        before, held = self._board, self._named
        self._board, self._named = before.fork(), Counter({element: 1})
        opened = False
        for _ in range(LOOK_AHEAD):
            if self._board.ended or not move():
                break
            opened = self._board.standing(element) is not None
            if opened:
                break
        self._named = held
        if not opened:
            self._board = before
        return opened

    def _deliver(self, reached: set[str]) -> bool:
        for sent in self._board.sent:
            place = self._place_for(sent)
            if place is not None and self._may_come(sent, place, reached):
                self._board.sent.remove(sent)
                return self._send(sent, place)
        return False

    def _may_come(self, sent: Sent, place: Subscription, reached: set[str]) -> bool:
        """Tell whether its time has come; an event attached to `after` itself can only come while that goes on."""
        if not sent.after or sent.after in reached:
            return True
        return sent.after in self._board.entered and place.element in self._attached.get(sent.after, ())

    def _place_for(self, sent: Sent) -> Subscription | None:
        fitting = (place for place in self._board.subscriptions.values() if place.name == sent.name)
        return next((place for place in fitting if _reaches(sent, place)), None)

    def _send(self, sent: Sent, place: Subscription) -> bool:
        board = self._board
        board.unscripted = 0
        if place.kind == "signal":
            return self._signal(Signal(sent.name, sent.payload), place)
        if sent.correlation is not None:
            return self._signal(Message(sent.name, sent.correlation, sent.payload), place)
        try:  # the payload itself may say whom it means; if not, whoever waits first is meant
            board.take(self._engine.signal(self._bundle, board.state, Message(sent.name, "", sent.payload), board.now))
        except NotOpen:
            return self._signal(Message(sent.name, place.correlation, sent.payload), place)
        except EngineError as error:
            self._fail(place.element, error.code, error.text(self._language))
        return True

    def _signal(self, event: Message | Signal, place: Subscription) -> bool:
        board = self._board
        self._step(lambda: self._engine.signal(self._bundle, board.state, event, board.now), place.element)
        return True

    def _answer_job(self) -> bool:
        board = self._board
        job = next(
            (j for j in board.jobs.values() if j.work_id not in board.refused and not self._named[j.element]), None
        )
        return job is not None and self._complete(job)

    def _finish_oldest(self) -> bool:
        board = self._board
        work = next((work for work in board.tasks.values() if work.work_id not in board.refused), None)
        return work is not None and self._complete(work)

    def _finish(self, element: str) -> bool:
        board = self._board
        work_id = board.standing(element)
        work = None if work_id is None else board.tasks.get(work_id) or board.jobs.get(work_id)
        return work is None or self._complete(work)

    def _complete(self, work: OpenWork | Job) -> bool:
        """Finish one task or job with its next scripted answer; an answer that is refused leaves it open for good."""
        board = self._board
        scripted = board.answers.get(work.element)
        board.unscripted = 0 if scripted else board.unscripted + 1
        before = len(board.tasks)
        given = scripted.popleft() if scripted else {}
        try:
            values = self._values(work, given)
        except AnswerRefused as refused:
            board.refused.add(work.work_id)
            self._fail(work.element, refused.code, refused.text(self._language))
            return True
        if not self._step(
            lambda: self._engine.complete(self._bundle, board.state, work.work_id, values, board.now), work.element
        ):
            board.refused.add(work.work_id)
        if len(board.tasks) > before:
            board.unscripted += len(board.tasks) // CROWD
        return True

    def _values(self, work: OpenWork | Job, given: Values) -> Values:
        if isinstance(work, Job):
            return returned(given) if work.operation else given
        if not work.form:
            return given
        case = self._engine.values(self._bundle, self._board.state)
        return answer_values(self._bundle, work, given, case, self._functions, self._board.now)

    def _let_time_pass(self) -> bool:
        board = self._board
        timer = board.next_timer()
        if timer is None or (self._horizon is not None and timer.due > self._horizon):
            return False
        if self._horizon is None and board.fired[timer.element] >= FIRINGS:
            return False
        board.fired[timer.element] += 1
        board.unscripted += 1
        board.now = max(board.now, timer.due)
        return self._step(lambda: self._engine.tick(self._bundle, board.state, board.now), timer.element)

    # --- the engine

    def _step(self, call: Callable[[], Step], element: str) -> bool:
        try:
            step = call()
        except EngineError as error:
            self._fail(element, error.code, error.text(self._language))
            return False
        self._board.take(step)
        return True

    def _fail(self, element: str, code: str, message: str) -> None:
        self._board.errors.append(PlayError(element, code, message))


def _reaches(sent: Sent, place: Subscription) -> bool:
    return place.kind == "signal" or sent.correlation is None or place.correlation in ("", sent.correlation)
