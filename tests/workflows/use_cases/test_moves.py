"""Running cases move to a new version: judged first, then moved in bulk, and taken back where nothing has happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from bpmn.bundle import Bundle
from tests.bpmn.engine.conftest import Draw
from tests.kit.city import City
from workflows.errors import MoveUnderWay, NothingToMove, NotMoved, NotPlanned
from workflows.queries.moves import cases, run
from workflows.records.candidate import candidate
from workflows.records.definition import definition
from workflows.records.instance import instance
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import user_task
from workflows.runtime import begin
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.publish_bundle import publish_bundle
from workflows.use_cases.save_draft import save_draft
from workflows.use_cases.start_process import start_process
from workflows.use_cases.undo_move import undo_move
from workflows.use_cases.verify_chain import verify_chain

draw = Draw()
LANE = '<bpmn:laneSet id="lanes"><bpmn:lane id="lane" jorye:role="{role}">{refs}</bpmn:lane></bpmn:laneSet>'


def chain(*tasks: str, role: str = "officer", boundary: str = "") -> Bundle:
    refs = "".join(f"<bpmn:flowNodeRef>{task}</bpmn:flowNodeRef>" for task in tasks)
    parts = [LANE.format(role=role, refs=refs), draw.task_chain(*tasks)]
    if boundary:
        parts += [draw.boundary("late", tasks[0], f"timer {boundary}"), draw("endEvent", "out"), draw.flows("late out")]
    return draw.bundle(*parts)


def by_name(bundle: Bundle) -> Bundle:
    """Let one person do the first task by an argument that a case which is there already never worked out."""
    own = b'<bpmn:userTask id="apply" jorye:assign="person" jorye:assignTo="1" '
    drawn = bundle.files["process.bpmn"].replace(b'<bpmn:userTask id="apply" ', own)
    return Bundle.from_files({"process.bpmn": drawn})


def two_deadlines(first: str, second: str) -> Bundle:
    refs = "<bpmn:flowNodeRef>apply</bpmn:flowNodeRef>"
    late = [draw.boundary(first, "apply", "timer P10D"), draw.boundary(second, "apply", "timer P20D")]
    ends = [draw("endEvent", "out"), draw.flows(f"{first} out"), draw.flows(f"{second} out")]
    return draw.bundle(LANE.format(role="officer", refs=refs), draw.task_chain("apply"), *late, *ends)


class Office:
    """Publishes versions of one process, starts cases of it and moves them."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.owner = city.person("owner1")
        self.officer = city.person("officer1")

    def publish(self, bundle: Bundle) -> int:
        with begin(self.city.services) as uow:
            return publish_bundle(uow, bundle, actor=None, now=self.city.clock.now()).definition_id

    def start(self, **values: object) -> int:
        with begin(self.city.services) as uow:
            started = start_process(uow, "process", values, actor=self.officer, now=self.city.clock.now())
        return started.instance_id

    def finish(self, case: int, element: str) -> None:
        task = self.city.task(case, element)
        with begin(self.city.services) as uow:
            complete_user_task(uow, task.id, {}, actor=self.officer, now=self.city.clock.now())

    def plan(self, target: int, **mapping: str) -> int:
        with begin(self.city.services) as uow:
            number = plan_move(uow, "process", target, mapping, actor=self.owner, now=self.city.clock.now())
        self.work()
        return number

    def begin(self, number: int) -> None:
        with begin(self.city.services) as uow:
            begin_move(uow, number, actor=self.owner, now=self.city.clock.now())
        self.work()

    def undo(self, number: int) -> None:
        with begin(self.city.services) as uow:
            undo_move(uow, number, actor=self.owner, now=self.city.clock.now())
        self.work()

    def work(self) -> None:
        while advance_moves(self.city.services, now=self.city.clock.now()):
            pass

    def verdicts(self, number: int) -> dict[int, str]:
        with self.city.connection() as connection:
            return {each.instance_id: each.verdict for each in cases(connection, number)}

    def statuses(self, number: int) -> list[str]:
        with self.city.connection() as connection:
            return [each.status for each in cases(connection, number)]

    def version(self, case: int) -> int:
        number = select(definition.c.number).join(instance, instance.c.definition_id == definition.c.id)
        with self.city.connection() as connection:
            return int(connection.execute(number.where(instance.c.id == case)).scalar_one())

    def everything(self, case: int) -> list[object]:
        """Give all rows of a case that a move may touch, the history and the count of steps left out."""
        own = user_task.c.instance_id == case
        statements = (
            select(instance.c.definition_id, instance.c.state, instance.c.status).where(instance.c.id == case),
            select(user_task).where(own).order_by(user_task.c.id),
            select(candidate).join(user_task).where(own).order_by(candidate.c.task_id, candidate.c.person_id),
            select(timer).where(timer.c.instance_id == case).order_by(timer.c.timer_id),
            select(subscription).where(subscription.c.instance_id == case),
        )
        with self.city.connection() as connection:
            return [[tuple(row) for row in connection.execute(each)] for each in statements]


@pytest.fixture
def office(city: City) -> Iterator[Office]:
    yield Office(city)


def test_cases_are_judged_first_and_none_moves_by_that(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    assert office.verdicts(number) == {case: "safe"}
    assert office.version(case) == 1


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


def test_another_role_finds_the_task_in_its_list(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    office.begin(office.plan(office.publish(chain("apply", role="team_lead"))))
    assert (case, "apply") in office.city.worklist("team_lead1")
    assert (case, "apply") not in office.city.worklist("officer1")


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


def test_undoing_brings_a_case_back_to_what_it_was(office: Office) -> None:
    office.publish(chain("apply", "decide", boundary="P10D"))
    case = office.start()
    before = office.everything(case)
    number = office.plan(office.publish(chain("apply", "visit", "decide", role="team_lead")))
    office.begin(number)
    assert office.everything(case) != before
    office.undo(number)
    assert office.everything(case) == before
    assert office.statuses(number) == ["undone"]
    office.finish(case, "apply")
    assert office.city.open_tasks(case) == ["decide"]


def test_a_case_that_went_on_after_its_move_is_not_taken_back(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    one, other = office.start(), office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(number)
    office.finish(one, "apply")
    office.undo(number)
    assert office.statuses(number) == ["kept", "undone"]
    assert (office.version(one), office.version(other)) == (2, 1)


def test_a_case_that_went_on_between_plan_and_move_is_judged_again(office: Office) -> None:
    office.publish(chain("apply", "review", "decide"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", "decide")))
    assert office.verdicts(number) == {case: "safe"}
    office.finish(case, "apply")
    office.begin(number)
    assert (office.version(case), office.statuses(number)) == (1, ["left"])


def test_a_move_and_its_undoing_stand_in_the_sealed_history(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    office.begin(number)
    office.undo(number)
    with office.city.connection() as connection:
        assert verify_chain(connection, case)


def test_a_case_that_is_broken_stays_and_the_others_move(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    broken, whole = office.start(), office.start()
    with begin(office.city.services) as uow:
        uow.connection.execute(update(instance).where(instance.c.id == broken).values(state=b"\x02\x00damaged"))
    number = office.plan(office.publish(chain("apply", "visit", "decide")))
    assert office.verdicts(number) == {broken: "stays", whole: "safe"}
    office.begin(number)
    assert (office.version(broken), office.version(whole)) == (1, 2)


def test_a_case_whose_task_nobody_could_do_stays_as_it_was_and_the_others_move(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    one, other = office.start(), office.start()
    office.finish(other, "apply")
    before = office.everything(one)
    number = office.plan(office.publish(by_name(chain("apply", "visit", "decide"))))
    office.begin(number)
    assert office.everything(one) == before
    assert office.statuses(number) == ["left", "moved"]


def test_undoing_offers_a_task_only_to_whom_it_was_offered(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    number = office.plan(office.publish(chain("apply", role="team_lead")))
    office.begin(number)
    task, lead = office.city.task(case, "apply"), office.city.person("team_lead1")
    with begin(office.city.services) as uow:
        claim_user_task(uow, task.id, actor=lead, now=office.city.clock.now())
    office.undo(number)
    assert (case, "apply") in office.city.worklist("officer1")
    assert office.city.task(case, "apply").assignee_id is None


def test_timers_that_swap_their_elements_are_renamed_at_once(office: Office) -> None:
    office.publish(two_deadlines("one", "two"))
    case = office.start()
    office.begin(office.plan(office.publish(two_deadlines("two", "one")), one="two", two="one"))
    named = {timer_id: element for _, timer_id, element, *_ in office.everything(case)[3]}
    assert sorted(named.values()) == ["one", "two"]


def test_two_moves_of_one_process_do_not_run_at_the_same_time(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    office.start()
    target = office.publish(chain("apply", "visit", "decide"))
    with begin(office.city.services) as uow:
        plan_move(uow, "process", target, {}, actor=office.owner, now=office.city.clock.now())
    with pytest.raises(MoveUnderWay):
        office.plan(target)


def test_a_move_may_be_begun_before_all_are_judged(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    case = office.start()
    target = office.publish(chain("apply", "visit", "decide"))
    with begin(office.city.services) as uow:
        number = plan_move(uow, "process", target, {}, actor=office.owner, now=office.city.clock.now())
        begin_move(uow, number, actor=office.owner, now=office.city.clock.now())
    office.work()
    assert (office.version(case), office.statuses(number)) == (2, ["moved"])


def test_nothing_to_move_nothing_planned_nothing_moved_are_told(office: Office) -> None:
    target = office.publish(chain("apply"))
    office.start()
    with pytest.raises(NothingToMove):
        office.plan(target)
    with pytest.raises(NotPlanned):
        office.begin(99)
    with pytest.raises(NotMoved):
        office.undo(99)


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
