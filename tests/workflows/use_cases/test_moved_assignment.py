"""Who may do an open task when its case moves: whom the new version asks, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bpmn.bundle import Bundle
from tests.kit.moves import Office, apart, chain
from workflows.errors import MustBeAnotherPerson
from workflows.records.candidate import candidate
from workflows.runtime import begin
from workflows.use_cases.delegate_user_task import delegate_user_task


def asking(bundle: Bundle, rule: str, argument: str) -> Bundle:
    """Have the first task done by whom a rule names; the argument is an expression over the case's data."""
    own = f'<bpmn:userTask id="apply" jorye:assign="{rule}" jorye:assignTo="{argument}" '.encode()
    drawn = bundle.files["process.bpmn"].replace(b'<bpmn:userTask id="apply" ', own)
    return Bundle.from_files({"process.bpmn": drawn})


def by_name(bundle: Bundle, person: str) -> Bundle:
    """Have one person do the first task."""
    return asking(bundle, "person", person)


def orphaned(*tasks: str) -> Bundle:
    """Have the first task done by whoever did the last one, which nobody has done yet."""
    return asking(chain(*tasks), "same_person", f"'{tasks[-1]}'")


def due(bundle: Bundle, when: str) -> Bundle:
    drawn = bundle.files["process.bpmn"].replace(b"<bpmn:userTask ", f'<bpmn:userTask jorye:due="{when}" '.encode())
    return Bundle.from_files({"process.bpmn": drawn})


def test_another_role_finds_the_task_in_its_list(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    office.begin(office.plan(office.publish(chain("apply", role="team_lead"))))
    assert (case, "apply") in office.city.worklist("team_lead1")
    assert (case, "apply") not in office.city.worklist("officer1")


def test_whom_the_new_version_names_finds_the_task_and_nobody_else(office: Office) -> None:
    office.publish(by_name(chain("apply"), "first"))
    lead = office.city.person("team_lead1")
    case = office.start(first=office.officer, second=lead)
    office.claim(case, "apply")
    office.begin(office.plan(office.publish(by_name(chain("apply"), "second"))))
    assert (case, "apply") in office.city.worklist("team_lead1")
    assert (case, "apply") not in office.city.worklist("officer1")
    assert office.city.task(case, "apply").assign_to == lead


def test_a_claim_that_the_new_version_does_not_allow_is_released_and_stands_in_the_history(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    office.claim(case, "apply")
    office.begin(office.plan(office.publish(chain("apply", role="team_lead"))))
    assert office.city.task(case, "apply").assignee_id is None
    told = office.told(case, "task_reassigned")
    assert (told["held_by"], told["added"]) == (office.officer, [office.city.person("team_lead1")])


def test_a_claim_of_somebody_who_still_may_is_kept(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    office.claim(case, "apply")
    office.begin(office.plan(office.publish(chain("apply", role="officer team_lead"))))
    assert office.city.task(case, "apply").assignee_id == office.officer


def test_a_case_whose_task_nobody_could_do_is_judged_to_stay_and_the_others_move(office: Office) -> None:
    office.publish(chain("apply", "decide"))
    one, other = office.start(), office.start()
    office.finish(other, "apply")
    before = office.everything(one)
    number = office.plan(office.publish(orphaned("apply", "decide")))
    assert office.verdicts(number) == {one: "stays", other: "safe"}
    assert office.reasons(number, one)[0].startswith("옮기면 ‘apply’ 할 일을 맡을 사람이 없습니다.")
    office.begin(number)
    assert office.everything(one) == before
    assert office.statuses(number) == ["left", "moved"]


def test_a_case_that_lacks_the_name_of_who_is_asked_stays(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    number = office.plan(office.publish(by_name(chain("apply"), "nobody_said")))
    assert office.verdicts(number) == {case: "stays"}


def test_a_task_that_nobody_could_do_is_no_incident_any_more_when_somebody_can(office: Office) -> None:
    office.publish(orphaned("apply", "decide"))
    case = office.start()
    assert [each.code for each in office.city.incidents(case)] == ["nobody_may"]
    before = office.everything(case)
    number = office.plan(office.publish(chain("apply", "decide")))
    office.begin(number)
    assert office.city.incidents(case) == []
    office.undo(number)
    assert office.everything(case) == before
    assert [each.code for each in office.city.incidents(case)] == ["nobody_may"]


def test_a_day_that_is_new_is_set_and_sorts_the_task_in_the_worklist(office: Office) -> None:
    office.publish(chain("apply"))
    case = office.start()
    before = office.everything(case)
    number = office.plan(office.publish(due(chain("apply"), "days(10)")))
    office.begin(number)
    assert office.city.task(case, "apply").due_at == office.city.clock.now() + timedelta(days=10)
    with office.city.connection() as connection:
        keys = set(connection.scalars(select(candidate.c.due_key)))
    assert keys == {office.city.task(case, "apply").due_at}
    office.undo(number)
    assert office.everything(case) == before


def test_two_stay_two_when_the_step_that_one_of_them_did_has_another_name_now(office: Office) -> None:
    office.publish(chain("review", "decide", "pay"))
    case = office.start()
    office.finish(case, "review")
    before = office.everything(case)
    number = office.plan(office.publish(apart("examine", "decide")), review="examine")
    office.begin(number)
    assert office.version(case) == 2
    assert (case, "decide") not in office.city.worklist("officer1")
    assert (case, "decide") in office.city.worklist("officer2")
    lead, task, now = office.city.person("team_lead1"), office.city.task(case, "decide"), office.city.clock.now()
    with pytest.raises(MustBeAnotherPerson), begin(office.city.services) as uow:
        delegate_user_task(uow, task.id, office.officer, actor=lead, now=now)
    office.undo(number)
    assert office.everything(case) == before


def test_who_did_the_step_under_its_old_name_is_found_under_the_new_one(office: Office) -> None:
    office.publish(chain("review", "apply"))
    case = office.start()
    office.finish(case, "review")
    same = asking(chain("examine", "apply"), "same_person", "'examine'")
    office.begin(office.plan(office.publish(same), review="examine"))
    assert office.version(case) == 2
    assert (case, "apply") in office.city.worklist("officer1")
    assert (case, "apply") not in office.city.worklist("officer2")


def test_only_another_name_in_the_question_asks_nobody_anew(office: Office) -> None:
    office.publish(apart("review", "decide"))
    case = office.start()
    office.finish(case, "review")
    lead, task, now = office.city.person("team_lead1"), office.city.task(case, "decide"), office.city.clock.now()
    with begin(office.city.services) as uow:
        delegate_user_task(uow, task.id, office.city.person("member1"), actor=lead, now=now, reason="출장")
    office.begin(office.plan(office.publish(apart("examine", "decide")), review="examine"))
    assert office.version(case) == 2
    assert (case, "decide") in office.city.worklist("member1")


def test_who_did_a_step_that_has_a_new_name_is_asked_for_before_somebody_does_both(office: Office) -> None:
    office.publish(chain("review", "decide", "pay"))
    case = office.start()
    office.finish(case, "review")
    target = office.publish(apart("examine", "decide"))
    number = office.plan(target)
    assert office.verdicts(number) == {case: "choice"}
    assert "‘examine’ 단계를 누가 했는지에 따라 맡을 사람이 달라지는 일이 있습니다." in office.reasons(number, case)[0]
    assert office.verdicts(office.plan(target, review="examine")) == {case: "safe"}
    office.begin(office.plan(target, review="review"))
    assert (case, "decide") in office.city.worklist("officer1")


def test_who_did_a_step_that_has_a_new_name_is_asked_for_before_they_are_sought(office: Office) -> None:
    office.publish(chain("review", "decide", "apply"))
    case = office.start()
    office.finish(case, "review")
    target = office.publish(asking(chain("examine", "decide", "apply"), "same_person", "'examine'"))
    assert office.verdicts(office.plan(target)) == {case: "choice"}
    office.begin(office.plan(target, review="examine"))
    office.finish(case, "decide")
    assert (case, "apply") in office.city.worklist("officer1")


def test_a_step_that_this_case_has_not_done_is_not_asked_for(office: Office) -> None:
    office.publish(chain("apply", "review", "decide"))
    before, after = office.start(), office.start()
    for done in ("apply", "review"):
        office.finish(after, done)
    number = office.plan(office.publish(apart("apply", "examine", "decide")))
    assert office.verdicts(number) == {before: "safe", after: "choice"}
