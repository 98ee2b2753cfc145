"""Who may do what: one pure function over facts that the caller has read, refusing whatever no rule allows.

Each action has rules that forbid (separation of duties, 직무 분리) and rules that allow; the first forbidding rule
wins, then the first allowing one. Pages, API routes and list queries all ask `decide`, so a list shows exactly what
its reader may open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import messages
from messages import Language
from workflows.rights import rules
from workflows.rights.facts import Case, Context, Page, Paper, Process, Reception, Resource, Subject, Submission, Task
from workflows.rights.roles import EVERY_ROLE, MEMBERS, OUTSIDE, OVERSIGHT, STAFF
from workflows.rights.rules import READERS, SEPARATED, Rule, lane_processes

__all__ = [
    "EVERY_ROLE",
    "MEMBERS",
    "OUTSIDE",
    "OVERSIGHT",
    "RULES",
    "STAFF",
    "Action",
    "Case",
    "Context",
    "Decision",
    "Page",
    "Paper",
    "Process",
    "Reception",
    "Resource",
    "Subject",
    "Submission",
    "Task",
    "decide",
    "lane_processes",
]

Action = Literal[
    "page.open",
    "case.list",
    "case.read",
    "case.message",
    "case.start",
    "case.halt",
    "task.read",
    "task.finish",
    "task.claim",
    "task.release",
    "task.delegate",
    "document.read",
    "file.read",
    "process.read",
    "committee.read",
    "operations.read",
    "operations.retry",
    "studio.read",
    "studio.edit",
    "studio.publish",
    "studio.move",
]

RULES: Mapping[Action, tuple[tuple[Rule, ...], tuple[Rule, ...]]] = {
    "page.open": ((), (rules.anyone_signed_in,)),
    "case.list": ((), (rules.anyone_signed_in,)),
    "case.read": ((), READERS),
    "case.message": ((), (rules.receiver,)),
    "case.start": ((), (rules.start_role,)),
    "case.halt": ((), (rules.in_charge,)),
    "task.read": ((), (rules.asked, rules.oversight, rules.leads_assignee, rules.answered)),
    "task.finish": (SEPARATED, (rules.candidate,)),
    "task.claim": (SEPARATED, (rules.candidate,)),
    "task.release": ((), (rules.assignee, rules.leads_assignee, rules.operator)),
    "task.delegate": ((*SEPARATED, rules.personal_task), (rules.candidate, rules.leads_assignee, rules.operator)),
    "document.read": ((rules.kept_inside,), READERS),
    "file.read": ((rules.kept_inside,), READERS),
    "process.read": ((), (rules.anyone_signed_in,)),
    "committee.read": ((), (rules.inside_city_hall,)),
    "operations.read": ((), (rules.watches_operations,)),
    "operations.retry": ((), (rules.operator,)),
    "studio.read": ((), (rules.looks_into_studio,)),
    "studio.edit": ((), (rules.process_owner,)),
    "studio.publish": ((rules.wrote_it,), (rules.process_owner,)),
    "studio.move": ((), (rules.process_owner,)),
}
"""For each action: the rules that forbid it, then the rules that allow it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not, by which rule; `reason` is the key of the sentence that says why."""

    allowed: bool
    rule: str
    reason: str

    def text(self, language: Language = "ko") -> str:
        """Say the reason in words."""
        return messages.text(self.reason, language)


def decide(subject: Subject | None, action: Action, resource: Resource, context: Context) -> Decision:
    """Allow or deny one action; denies when nobody is signed in and when no rule allows it."""
    if subject is None:
        return Decision(False, "signed_in", "rights.signed_in")
    forbidding, allowing = RULES[action]
    for rule in forbidding:
        if rule(subject, resource, context):
            return _decision(False, rule)
    for rule in allowing:
        if rule(subject, resource, context):
            return _decision(True, rule)
    return Decision(False, "default", f"rights.no_rule.{action}")


def _decision(allowed: bool, rule: Rule) -> Decision:
    name = rule.__name__
    return Decision(allowed, name, f"rights.{name}")
