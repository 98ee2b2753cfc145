"""Jobs of a case that moves: those that wait come along, those that the move sets going may still keep it back."""

from __future__ import annotations

from bpmn.bundle import Bundle
from tests.bpmn.engine.conftest import Draw
from tests.kit.moves import LANE, Office
from tests.kit.operations import Mailbox, install
from workflows.runtime import begin
from workflows.use_cases import run_jobs as jobs
from workflows.use_cases.retry_incident import retry_incident

draw = Draw()


def lane(*tasks: str) -> str:
    return LANE.format(role="officer", refs="".join(f"<bpmn:flowNodeRef>{task}</bpmn:flowNodeRef>" for task in tasks))


def mailing(mail: str) -> Bundle:
    """Draw a mail that goes out between two tasks."""
    return draw.bundle(
        lane("ask", "file"),
        draw("startEvent", "start"),
        draw("userTask", "ask"),
        draw("serviceTask", mail, jorye__operation="kit_mail", jorye__execution="external"),
        draw("userTask", "file"),
        draw("endEvent", "end"),
        draw.flows(f"start ask {mail} file end"),
    )


def posting(*, waits_for: str, payer: str) -> Bundle:
    """Draw three tasks side by side; once some of them are done something is posted, and then somebody pays."""
    amount = '<bpmn:extensionElements><jorye:parameter name="amount" value="1000"/></bpmn:extensionElements>'
    tasks, waited_for = ("one", "two", "three"), waits_for.split()
    return draw.bundle(
        lane(*tasks, "pay"),
        draw("startEvent", "start"),
        *(draw("userTask", task) for task in tasks),
        draw("serviceTask", "post", amount, jorye__operation="kit_post", jorye__result="posting"),
        draw("userTask", "pay", jorye__assign="same_person", jorye__assignTo=f"'{payer}'"),
        *(draw("parallelGateway", gate) for gate in ("split", "join")),
        draw("endEvent", "end"),
        draw.flows("start split", "join post pay end", *(f"split {task}" for task in tasks)),
        draw.flows(*(f"{task} {'join' if task in waited_for else 'end'}" for task in tasks)),
    )


def failed(office: Office, mailbox: Mailbox) -> int:
    """Give a case whose mail did not go out, and which waits for an operator."""
    mailbox.fails = [OSError("mail server away")] * 4
    case = office.start()
    office.finish(case, "ask")
    office.city.advance(hours=1)
    return case


def test_a_job_that_failed_before_the_move_is_retried_where_it_stands_now(office: Office) -> None:
    mailbox = install(office.city)
    office.publish(mailing("mail"))
    case = failed(office, mailbox)
    office.begin(office.plan(office.publish(mailing("notify")), mail="notify"))

    (incident,) = office.city.incidents(case)
    assert (office.version(case), incident.source, incident.element) == (2, "job", "notify")
    with begin(office.city.services) as uow:
        retry_incident(uow, incident.id, actor=office.city.person("operator1"), now=office.city.clock.now())
    office.city.run_due()

    assert office.city.open_tasks(case) == ["file"]
    assert office.told(case, "job_completed")["element"] == "notify"
    assert len(set(mailbox.tries)) == 1


def test_a_job_that_was_at_work_while_its_case_moved_is_told_of_where_the_case_stands(office: Office) -> None:
    mailbox = install(office.city)
    office.publish(mailing("mail"))
    case = office.start()
    office.finish(case, "ask")
    leased = jobs._lease(office.city.services, office.city.clock.now())
    assert leased is not None
    office.begin(office.plan(office.publish(mailing("notify")), mail="notify"))

    jobs._run_job(office.city.services, leased, office.city.clock.now())

    assert (office.city.open_tasks(case), len(mailbox.received)) == (["file"], 1)
    assert office.told(case, "job_completed")["element"] == "notify"


def test_a_job_and_its_incident_are_called_as_before_once_the_move_is_taken_back(office: Office) -> None:
    mailbox = install(office.city)
    office.publish(mailing("mail"))
    case = failed(office, mailbox)
    before = office.everything(case)
    number = office.plan(office.publish(mailing("notify")), mail="notify")
    office.begin(number)
    assert office.everything(case) != before
    office.undo(number)
    assert office.everything(case) == before


def moved_on(office: Office, payer: str) -> tuple[int, int]:
    """Move a case whose join waits for less in the new version, so that the local job behind it runs; `payer` pays."""
    install(office.city)
    office.publish(posting(waits_for="one two three", payer="one"))
    case = office.start()
    office.finish(case, "one")
    office.finish(case, "two")
    number = office.plan(office.publish(posting(waits_for="one two", payer=payer)))
    office.begin(number)
    return case, number


def test_a_local_job_that_the_move_sets_going_belongs_to_it(office: Office) -> None:
    case, _ = moved_on(office, payer="one")
    assert (office.version(case), sorted(office.city.open_tasks(case))) == (2, ["pay", "three"])
    assert office.city.values(case)["posting"]["number"] == 1


def test_a_case_stays_when_a_job_that_the_move_sets_going_leads_to_a_task_that_nobody_may_do(office: Office) -> None:
    case, number = moved_on(office, payer="three")
    assert (office.version(case), office.statuses(number)) == (1, ["left"])
    assert office.city.open_tasks(case) == ["three"]
    assert office.city.incidents(case) == []
    assert office.reasons(number, case) == [
        "옮기면 ‘pay’ 할 일을 맡을 사람이 없습니다. 배정 규칙을 고치거나 이 건은 옛 판에 남기십시오."
    ]
