"""What was found about one case: a verdict, why, and what stands for what when somebody has to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import messages
from bpmn.model import Step
from messages import Language

Verdict = Literal["safe", "choice", "stays"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a case cannot simply move; `element` is where, `path` how it would stick."""

    code: str
    element: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()

    def text(self, language: Language = "ko", names: Mapping[str, str] | None = None) -> str:
        """Say it, and what to do; elements by their `names`, those without one by their ids."""
        names = names or {}
        element = names.get(self.element) or self.element
        params = {key: _said(value, language, names) for key, value in self.params.items()}
        return messages.text(f"moving.{self.code}", language, element=element, **params)

    def document(self) -> dict[str, Any]:
        """Give it as plain values to keep."""
        return {"code": self.code, "element": self.element, "params": dict(self.params), "path": list(self.path)}

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Reason:
        """Read what was kept."""
        return cls(document["code"], document["element"], document["params"], tuple(document["path"]))


def _said(value: Any, language: Language, names: Mapping[str, str]) -> Any:
    """Say several elements by their names, and what is kept in every language in one."""
    if isinstance(value, Mapping):
        return value[language]
    return ", ".join(f"‘{names.get(each) or each}’" for each in value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Offer:
    """An element that is gone, and those of the new version that could stand for it, the likeliest first."""

    element: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one case."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    offers: tuple[Offer, ...] = ()
    step: Step | None = None
    """What moving the case comes to, where it is safe."""

    @property
    def offered(self) -> dict[str, str]:
        """Give the mapping that the offers amount to."""
        return {offer.element: offer.options[0] for offer in self.offers}
