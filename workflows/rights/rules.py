"""The rules that the table of rights is made of: each a question about who asks, what for, and what else counts.

The name of a rule is the key of the sentence that gives it as a reason.
"""

from __future__ import annotations

from collections.abc import Callable

from workflows.rights.facts import Case, Context, Paper, Process, Reception, Resource, Subject, Submission, Task
from workflows.rights.roles import MEMBERS, OUTSIDE, OVERSIGHT, STAFF

Rule = Callable[[Subject, Resource, Context], bool]


def lane_processes(subject: Subject, context: Context) -> frozenset[str]:
    """Name the processes whose every case the subject may read as staff of one of their lanes."""
    roles = subject.roles & STAFF
    return frozenset(process_id for process_id, lanes in context.lanes.items() if roles & lanes)


def _case(resource: Resource) -> Case:
    if isinstance(resource, Case):
        return resource
    if isinstance(resource, Task | Reception | Paper):
        return resource.case
    raise TypeError(f"{type(resource).__name__} belongs to no case")


def _task(resource: Resource) -> Task:
    if isinstance(resource, Task):
        return resource
    raise TypeError(f"{type(resource).__name__} is no task")


def anyone_signed_in(subject: Subject, resource: Resource, context: Context) -> bool:
    """Anyone with an account."""
    return True


def inside_city_hall(subject: Subject, resource: Resource, context: Context) -> bool:
    """Staff, committee members and those who oversee; not applicants."""
    return bool(subject.roles - OUTSIDE)


def oversight(subject: Subject, resource: Resource, context: Context) -> bool:
    """Those who read every case."""
    return bool(subject.roles & OVERSIGHT)


def own_case(subject: Subject, resource: Resource, context: Context) -> bool:
    """The one who started the case, or who speaks for its party."""
    case = _case(resource)
    return case.starter_id == subject.person_id or (case.party_id is not None and case.party_id in subject.parties)


def took_part(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever is or was asked to do a task of the case."""
    return subject.person_id in _case(resource).participants


def lane_of_process(subject: Subject, resource: Resource, context: Context) -> bool:
    """Staff whose role stands in a lane of the case's process."""
    return _case(resource).process_id in lane_processes(subject, context)


def start_role(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever holds the role of the lane in which the start event stands."""
    return isinstance(resource, Process) and bool(subject.roles & resource.start_roles)


def candidate(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever the open task was offered to, while nobody else has claimed it."""
    task = _task(resource)
    mine = subject.person_id in task.candidates or task.assignee == subject.person_id
    return task.is_open and mine and task.assignee in (None, subject.person_id)


def asked(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever the task was offered to or who has claimed it, open or done."""
    task = _task(resource)
    return subject.person_id in task.candidates or task.assignee == subject.person_id


def assignee(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever has claimed the open task."""
    task = _task(resource)
    return task.is_open and task.assignee == subject.person_id


def answered(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever reads the case reads the answers in it: applicants only their own side's, nobody another's ballot."""
    task = _task(resource)
    roles = frozenset(task.role.split())
    from_outside = bool(roles) and roles <= OUTSIDE
    if task.is_open or roles & MEMBERS or not (from_outside or not _is_outside(subject, task.case)):
        return False
    return _reads(subject, task.case, context)


def leads_assignee(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever leads the division (팀장, 과장) of the one who has claimed the open task, who may be away."""
    task = _task(resource)
    return task.is_open and task.assignee is not None and subject.person_id in task.leads


def separation_of_duties(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever finished a step that must be done by a different person."""
    return subject.person_id in _task(resource).barred


def left_the_role(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever was asked as holder of a role and holds it no longer."""
    task = _task(resource)
    return subject.person_id in task.holders and subject.roles.isdisjoint(task.role.split())


def own_application(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever speaks for the party may not act for the city in the same case."""
    task = _task(resource)
    return task.role not in OUTSIDE and task.case.party_id is not None and task.case.party_id in subject.parties


def kept_inside(subject: Subject, resource: Resource, context: Context) -> bool:
    """Drafts, internal approvals and the city's own files of a case are not for those it is decided about."""
    return isinstance(resource, Paper) and resource.is_inside and _is_outside(subject, resource.case)


def _is_outside(subject: Subject, case: Case) -> bool:
    return subject.roles <= OUTSIDE or not subject.parties.isdisjoint({case.party_id})


def personal_task(subject: Subject, resource: Resource, context: Context) -> bool:
    """What an applicant states and how a member votes cannot be passed on to somebody else."""
    return bool(set(_task(resource).role.split()) & (OUTSIDE | MEMBERS))


def receiver(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever reads the case and holds a role of the lane in which the message is received."""
    if not isinstance(resource, Reception) or not subject.roles & resource.roles:
        return False
    return _reads(subject, resource.case, context)


def operator(subject: Subject, resource: Resource, context: Context) -> bool:
    """Operators repair; nobody else does."""
    return "operator" in subject.roles


def in_charge(subject: Subject, resource: Resource, context: Context) -> bool:
    """Operators and process owners suspend, resume and cancel cases."""
    return bool(subject.roles & {"operator", "process_owner"})


def watches_operations(subject: Subject, resource: Resource, context: Context) -> bool:
    """Operators, process owners and auditors see how the system runs."""
    return bool(subject.roles & {"operator", "process_owner", "auditor"})


def process_owner(subject: Subject, resource: Resource, context: Context) -> bool:
    """Process owners change the processes; nobody else does."""
    return "process_owner" in subject.roles


def looks_into_studio(subject: Subject, resource: Resource, context: Context) -> bool:
    """Who changes, runs or audits the processes sees what is being changed."""
    return bool(subject.roles & {"process_owner", "operator", "auditor"})


def wrote_it(subject: Subject, resource: Resource, context: Context) -> bool:
    """Whoever wrote any of a process may not publish it: a second person must have looked."""
    return isinstance(resource, Submission) and subject.person_id in resource.authors


def _reads(subject: Subject, case: Case, context: Context) -> bool:
    return any(rule(subject, case, context) for rule in READERS)


SEPARATED: tuple[Rule, ...] = (separation_of_duties, own_application, left_the_role)
READERS: tuple[Rule, ...] = (oversight, own_case, took_part, lane_of_process)
"""Who may read a case."""
