"""Carries moves of cases on, a batch at a time and each case in its own right: judge, move, or take back.

Cases are judged without holding anything; then one short transaction writes what was found for those that have not
gone on meanwhile. Where it stops (a crash, a restart) the next batch goes on. Called by the dispatcher.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from bpmn.moving import Judgement, Reason
from workflows.errors import Conflict
from workflows.instances.faults import Fault, attempt
from workflows.instances.moving.back import take_back
from workflows.instances.moving.judging import Judged, judge_case, judge_of, look_at
from workflows.instances.moving.standing import digest, standing
from workflows.instances.moving.there import Before, Moved, WouldStop, move_case, point_to
from workflows.records.instance import instance
from workflows.records.move import move_case as listed
from workflows.records.move import move_run
from workflows.records.prepared import Prepared
from workflows.runtime import UnitOfWork, begin, read
from workflows.services import Services
from workflows.use_cases.plan_move import ALIVE, UNDER_WAY

Result = TypeVar("Result")
Cases = list[Row[Any]]
Note = dict[str, Any]
Found = Mapping[int, tuple[int, Judged]]
"""Case → its version when it was judged, and the verdict."""

BATCH = 100
"""Cases in one transaction: other work waits for at most as long as it takes to write them down."""


def advance_moves(services: Services, *, now: datetime) -> int:
    """Do one batch of the oldest run under way; gives how many cases were looked at, 0 when there is no such run."""
    active = select(move_run).where(move_run.c.status.in_(UNDER_WAY)).order_by(move_run.c.id).limit(1)
    with read(services) as connection:
        run = connection.execute(active).one_or_none()
        if run is None:
            return 0
        cases = list(connection.execute(_wanted(run).limit(BATCH)))
        found = {} if run.status == "undoing" else _judge(services, connection, run, cases, now)
    with begin(services) as uow:
        same = select(move_run).where(move_run.c.id == run.id, move_run.c.status == run.status)
        run = uow.connection.execute(same.with_for_update(skip_locked=True)).one_or_none()
        if run is None:
            return 0  # somebody else is at it, or it was turned back: the next look tells
        left = set(uow.connection.scalars(_wanted(run).with_only_columns(listed.c.instance_id).limit(BATCH + 1)))
        still = [case for case in cases if case.instance_id in left]  # the others somebody else has done meanwhile
        notes = _WORK[run.status](uow, run, still, found, now) if still else []
        if notes:
            _WRITE(uow.connection, notes)
        if len(notes) < len(left):
            uow.left_work = True
        else:
            uow.connection.execute(update(move_run).where(move_run.c.id == run.id).values(status=_next(run)))
            services.judges.pop(run.id, None)
    return max(len(cases), 1)


def _next(run: Row[Any]) -> str:
    if run.status == "judging":
        return "planned" if run.begun_by is None else "moving"
    return {"moving": "moved", "undoing": "undone"}[run.status]


def _wanted(run: Row[Any]) -> Select[Any]:
    """Select the cases of a run that its stage is not through with."""
    wanted = {
        "judging": (listed.c.status == "waiting") & listed.c.verdict.is_(None),
        "moving": (listed.c.status == "waiting") & (listed.c.verdict == "safe"),
        "undoing": listed.c.status == "moved",
    }[run.status]
    return select(listed).where(listed.c.run_id == run.id, wanted).order_by(listed.c.instance_id)


def _judge(services: Services, connection: Connection, run: Row[Any], cases: Cases, now: datetime) -> Found:
    """Judge cases as they stand, those left out that have ended or follow another version by now.

    Where the version itself is broken all stay: their run must not hold back the others.
    """
    seen = look_at(connection, [case.instance_id for case in cases])
    one = partial(judge_case, services, connection)
    judge = _tried(partial(judge_of, services, connection, run.id, run.target_id, run.mapping))
    found: dict[int, tuple[int, Judged]] = {}
    for case in cases:
        here = seen[case.instance_id]
        if here.status in ALIVE and here.definition_id == case.from_id:
            judged = judge if isinstance(judge, Fault) else _tried(partial(one, judge, here, now))
            found[here.id] = here.version, _broken(judged) if isinstance(judged, Fault) else judged
    return found


def _broken(fault: Fault) -> Judged:
    """Say that a case stays where it is because something about it, or the version, is broken; the others go on."""
    if fault.retryable:
        raise Conflict
    return Judged(Judgement("stays", (Reason("broken", "", {"message": fault.said}),)))


def _enter(uow: UnitOfWork, run: Row[Any], cases: Cases, found: Found, now: datetime) -> list[Note]:
    """Enter the verdicts; a case that has gone on since is judged again."""
    numbers = select(instance.c.id, instance.c.version).where(instance.c.id.in_(found))
    versions = {row.id: row.version for row in uow.connection.execute(numbers)}
    notes = []
    for case in cases:
        if case.instance_id not in found:
            notes.append(_note(case, status="left", verdict="stays", at=now))
            continue
        version, judged = found[case.instance_id]
        if version == versions[case.instance_id]:
            notes.append(_verdict(case, judged, now))
    return notes


def _verdict(case: Row[Any], judged: Judged, now: datetime) -> Note:
    verdict, reasons = judged.judgement.verdict, [each.document() for each in judged.judgement.reasons]
    stands = {} if verdict == "safe" else {"status": "left", "at": now}
    return _note(case, verdict=verdict, reasons=reasons, **stands)


def _move(uow: UnitOfWork, run: Row[Any], cases: Cases, found: Found, now: datetime) -> list[Note]:
    """Move cases that are safe where they stand now; one that goes on at this moment has its turn again."""
    here = standing(uow, [case.instance_id for case in cases])
    notes, versions = [], {}
    for case in cases:
        held = here[case.instance_id].held
        if case.instance_id not in found:
            notes.append(_note(case, status="left", at=now))
            continue
        version, judged = found[case.instance_id]
        if version != held.version:
            continue
        if judged.judgement.step is None:
            notes.append(_verdict(case, judged, now))
            continue
        work = partial(move_case, here[held.id], run.target_id, run.mapping, judged, now, actor=run.begun_by)
        moved = _moved_apart(uow, work)
        if isinstance(moved, Judged):
            notes.append(_verdict(case, moved, now))
            continue
        versions[held.id] = run.target_id
        notes.append(_moved(case, moved, now))
    point_to(uow, versions)
    return notes


def _moved_apart(uow: UnitOfWork, work: Callable[[], Moved]) -> Moved | Judged:
    """Move one case, or say why it stays after all."""

    def moved() -> Moved | Judged:
        try:
            return _apart(uow, work)
        except WouldStop as stopped:
            return Judged(Judgement("stays", stopped.reasons))

    found = _tried(moved)
    return _broken(found) if isinstance(found, Fault) else found


def _moved(case: Row[Any], moved: Moved, now: datetime) -> Note:
    after = moved.state_after if moved.undoable else ""
    before = {"state_before": moved.before.state, "rows_before": moved.before.rows} if moved.undoable else {}
    return _note(case, status="moved", at=now, state_after=after, **before)


def _undo(uow: UnitOfWork, run: Row[Any], cases: Cases, found: Found, now: datetime) -> list[Note]:
    """Take cases back, each unless it has gone on since."""
    here = standing(uow, [case.instance_id for case in cases])
    notes, versions = [], {}
    for case in cases:
        held = here[case.instance_id].held
        if held.status not in ALIVE or digest(held.state) != case.state_after:
            notes.append(_note(case, status="kept", at=now, **_NO_COPY))
            continue
        before = Before(case.from_id, bytes(case.state_before), case.rows_before)
        work = partial(take_back, here[held.id], before, now, actor=run.undone_by)
        if isinstance(_tried(partial(_apart, uow, work)), Fault):
            notes.append(_note(case, status="kept", at=now, **_NO_COPY))
            continue
        versions[held.id] = case.from_id
        notes.append(_note(case, status="undone", at=now, **_NO_COPY))
    point_to(uow, versions)
    return notes


def _apart(uow: UnitOfWork, work: Callable[[], Result]) -> Result:
    """Do one case's part so that what stops it undoes nothing of the others."""
    with uow.apart():
        return work()


def _tried(work: Callable[[], Result]) -> Result | Fault:
    """Give what came of one case's part, or the fault that stopped it."""
    done: list[Result] = []
    return attempt(lambda: done.append(work())) or done[0]


_NO_COPY: Note = {"state_before": None, "rows_before": None}
"""Nobody will ask again what the case was before its move."""
_NOTED = ("verdict", "reasons", "status", "at", "state_before", "rows_before", "state_after")
_WRITE = Prepared(
    update(listed)
    .where(listed.c.run_id == bindparam("run"), listed.c.instance_id == bindparam("case"))
    .values({name: bindparam(name) for name in _NOTED})
)


def _note(case: Row[Any], **values: Any) -> Note:
    """Say what became of a case; what is not said stays as it is."""
    return {name: getattr(case, name) for name in _NOTED} | values | {"run": case.run_id, "case": case.instance_id}


_WORK: dict[str, Callable[[UnitOfWork, Row[Any], Cases, Found, datetime], list[Note]]] = {
    "judging": _enter,
    "moving": _move,
    "undoing": _undo,
}
