"""Cases that were judged safe move with their tasks, in batches, and none holds back another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from bpmn.bundle import Bundle
from bpmn.moving import Judge, Judgement, Reason
from tests.bpmn.engine.conftest import Draw
from tests.kit.moves import LANE, Office, chain
from workflows.bootstrap import build
from workflows.instances.moving.judging import judge_of
from workflows.instances.versions import add_version
from workflows.queries.moves import run
from workflows.records.instance import instance
from workflows.records.move import move_run
from workflows.runtime import begin
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.save_draft import save_draft

draw = Draw()


class Interrupted(Judge):
    """A judge to whom something happens before the first verdict."""

    def __init__(self, judge: Judge, happening: Callable[[], None]) -> None:
        self.judge_on, self.happenings, self.mapping = judge, [happening], judge.mapping

    def judge(self, current: Bundle, state: bytes, now: datetime) -> Judgement:
        while self.happenings:
            self.happenings.pop()()
        return self.judge_on.judge(current, state, now)

    def unknown_doers(self, current: Bundle) -> tuple[Reason, ...]:
        return self.judge_on.unknown_doers(current)


def interrupted(office: Office, number: int, happening: Callable[[], None]) -> None:
    """Let something happen while the next cases are being judged."""
    services = office.city.services
    with office.city.connection() as connection:
        planned = connection.execute(select(move_run).where(move_run.c.id == number)).one()
        judge = judge_of(services, connection, number, planned.target_id, planned.mapping)
    services.judges[number] = Interrupted(judge, happening)


def two_deadlines(first: str, second: str) -> Bundle:
    refs = "<bpmn:flowNodeRef>apply</bpmn:flowNodeRef>"
    late = [draw.boundary(first, "apply", "timer P10D"), draw.boundary(second, "apply", "timer P20D")]
    ends = [draw("endEvent", "out"), draw.flows(f"{first} out"), draw.flows(f"{second} out")]
    return draw.bundle(LANE.format(role="officer", refs=refs), draw.task_chain("apply"), *late, *ends)


def test_a_safe_case_moves_with_its_task_and_goes_the_new_way(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    before = office.city.task(case, "apply").id
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(number)
    assert (office.version(case), office.statuses(number)) == (2, ["moved"])
    assert office.city.task(case, "apply").id == before
    office.finish(case, "apply")
    assert office.city.open_tasks(case) == ["visit"]


def test_claim_draft_deadline_and_timer_are_kept(office: Office) -> None:
    office.publish(chain("apply", "decide", boundary="P10D"))
    case = office.start()
    task = office.city.task(case, "apply")
    with begin(office.city.services) as uow:
        claim_user_task(uow, task.id, actor=office.officer, now=office.city.clock.now())
        save_draft(uow, task_id=task.id, submitted={"a": "b"}, actor=office.officer, now=office.city.clock.now())
    timers = office.everything(case)[3]
    office.begin(office.plan(office.publish(chain("apply", "visit", "decide", boundary="P30D"))))
    assert office.version(case) == 2
    assert office.everything(case)[3] == timers
    assert office.city.task(case, "apply").assignee_id == office.officer


def test_a_task_that_is_gone_keeps_the_case_back_until_somebody_chooses(office: Office) -> None:
    office.publish(chain("review", "decide"))
    case = office.start()
    target = office.publish(chain("examine", "decide"))
    number = office.plan(target)
    assert office.verdicts(number) == {case: "choice"}
    office.begin(number)
    assert office.version(case) == 1
    office.begin(office.plan(target, review="examine"))
    assert (office.version(case), office.city.open_tasks(case)) == (2, ["examine"])


def test_a_case_that_went_on_between_plan_and_move_is_judged_again(office: Office) -> None:
    office.publish(chain("apply", "review", "decide"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", "decide")))
    assert office.verdicts(number) == {case: "safe"}
    office.finish(case, "apply")
    office.begin(number)
    assert (office.version(case), office.statuses(number)) == (1, ["left"])


def test_a_case_that_is_broken_stays_and_the_others_move(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    broken, whole = office.start(), office.start()
    with begin(office.city.services) as uow:
        uow.connection.execute(update(instance).where(instance.c.id == broken).values(state=b"\x02\x00damaged"))
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    assert office.verdicts(number) == {broken: "stays", whole: "safe"}
    assert office.reasons(number, broken)[0].startswith("이 건은 지금 옮길 수 없습니다: ")
    (said,) = office.reasons(number, broken, "en")
    assert said.isascii(), said
    office.begin(number)
    assert (office.version(broken), office.version(whole)) == (1, 2)


def test_a_version_that_the_program_runs_no_longer_holds_back_no_other_move(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    now = office.city.clock.now()
    with begin(office.city.services) as uow:
        unread = chain("apply").files["process.bpmn"].replace(b"userTask", b"complexGateway")
        target = add_version(uow, Bundle.from_files({"process.bpmn": unread}), 2, actor=None, now=now)
    number = office.plan(target)
    assert office.verdicts(number) == {case: "stays"}
    assert office.reasons(number, case)[0].startswith("이 건은 지금 옮길 수 없습니다: ")
    sound = office.publish(chain("apply", "visit", "decide"))
    office.begin(office.plan(sound))
    assert office.version(case) == 3


def another_program(office: Office) -> Callable[[], None]:
    """Have another program, with a dispatcher of its own, carry the same move on."""
    services = office.city.services
    other = replace(build(services.settings, clock=office.city.clock), engine=services.engine)

    def carry_on() -> None:
        advance_moves(other, now=office.city.clock.now())

    return carry_on


def test_several_programs_that_judge_and_move_the_same_cases_do_it_once(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    cases = [office.start(), office.start()]
    number = office.enter_plan(office.publish(chain("apply", "visit", "decide")))
    interrupted(office, number, another_program(office))
    office.work()
    assert office.verdicts(number) == dict.fromkeys(cases, "safe")
    with begin(office.city.services) as uow:
        begin_move(uow, number, actor=office.owner, now=office.city.clock.now())
    interrupted(office, number, another_program(office))
    office.work()
    assert office.statuses(number) == ["moved", "moved"]
    assert [office.kinds(case).count("case_moved") for case in cases] == [1, 1]
    assert [office.city.open_tasks(case) for case in cases] == [["apply"], ["apply"]]


def test_people_work_on_while_cases_are_judged_and_who_went_on_is_judged_again(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    number = office.enter_plan(office.publish(chain("apply", "visit", "decide")))
    interrupted(office, number, lambda: office.finish(case, "apply"))
    assert advance_moves(office.city.services, now=office.city.clock.now())
    assert office.verdicts(number) == {case: ""}
    office.work()
    assert office.verdicts(number) == {case: "safe"}


def test_people_work_on_while_cases_move_and_who_went_on_has_their_turn_again(office: Office) -> None:
    office.publish(chain("apply", "review", "decide"))
    one, other = office.start(), office.start()
    number = office.plan(office.publish(chain("apply", "decide")))
    with begin(office.city.services) as uow:
        begin_move(uow, number, actor=office.owner, now=office.city.clock.now())
    interrupted(office, number, lambda: office.finish(one, "apply"))
    assert advance_moves(office.city.services, now=office.city.clock.now())
    assert office.statuses(number) == ["waiting", "moved"]
    office.work()
    assert office.statuses(number) == ["left", "moved"]
    assert (office.version(one), office.version(other)) == (1, 2)


def test_timers_that_swap_their_elements_are_renamed_at_once(office: Office) -> None:
    office.publish(two_deadlines("one", "two"))
    case = office.start()
    office.begin(office.plan(office.publish(two_deadlines("two", "one")), one="two", two="one"))
    named = {timer_id: element for _, timer_id, element, *_ in office.everything(case)[3]}
    assert sorted(named.values()) == ["one", "two"]


def test_many_cases_move_in_several_batches_and_progress_is_counted(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    for _ in range(130):
        office.start()
    target = office.publish(chain("apply", "visit", "decide"))
    with begin(office.city.services) as uow:
        number = plan_move(uow, "process", target, {}, actor=office.owner, now=office.city.clock.now())
    advance_moves(office.city.services, now=office.city.clock.now())
    with office.city.connection() as connection:
        assert (run(connection, number).done, run(connection, number).total) == (100, 130)
    office.work()
    office.begin(number)
    with office.city.connection() as connection:
        found = run(connection, number)
    assert (found.status, found.statuses) == ("moved", {"moved": 130})
