"""Findings at the gate before publishing that are no errors: each is accepted by the second person, one by one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import messages
from bpmn.bundle import Bundle
from bpmn.rules import Breach
from messages import Language
from workflows.drafts.refusals import StudioRefused
from workflows.instances.gate import to_accept
from workflows.services import Services


class FindingsNotAccepted(StudioRefused):
    """Something was found that may be published only when somebody takes it upon themselves; `findings` are those."""

    code = "findings_not_accepted"

    def __init__(self, findings: tuple[Breach, ...]) -> None:
        super().__init__(count=len(findings))
        self.findings = findings

    def text(self, language: Language = "ko") -> str:
        """Say each of them."""
        told = " ".join(each.finding(language).message for each in self.findings)
        return messages.text("check.not_accepted", language, findings=told)


def require_findings_accepted(
    services: Services, bundle: Bundle, on: date, accepted: Collection[str]
) -> tuple[Breach, ...]:
    """Give what is found on the day of effect and needs acceptance; raises FindingsNotAccepted for a key that is not
    among the accepted."""
    found = to_accept(services, bundle, on)
    left = tuple(each for each in found if each.key not in accepted)
    if left:
        raise FindingsNotAccepted(left)
    return found
