"""Where a process stands, without its data: what its state space is made of, and the one view of a running case.

A marking is plain, ordered and hashable, so that thousands of them can be compared.
"""
# mypy: disable-error-code="misc"

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bpmn.engine.token import ERROR

if TYPE_CHECKING:
    from bpmn.engine.instance import Instance
    from bpmn.engine.level import Level
    from bpmn.engine.token import Token

STAGES = {"enter": "enter", "run": "run", "complete": "leave"}
"""Phase in which an incident stopped a token → what its retry does; otherwise it goes on waiting."""


class Place(NamedTuple):
    """One token of a level."""

    element: str
    flow: str = ""
    """The sequence flow on which it waits at a join; empty elsewhere."""
    stage: str = ""
    """Empty: it waits. Else what it does next: `enter` the element, `run` it, `leave` it."""
    inner: tuple[Marking, ...] = ()
    """The levels that run inside its activity; empty when they stand at their beginning, or it has none."""


class Marking(NamedTuple):
    """One level: what rests, in a fixed order, and what goes on by itself, in its turn."""

    level: str
    """Key of the level inside its definition."""
    resting: tuple[Place, ...] = ()
    ready: tuple[Place, ...] = ()
    interrupted: bool = False
    """True once an interrupting event sub-process has taken over."""


def of_instance(instance: Instance) -> Marking:
    """Give the marking of a running case; of one that has ended, a level on which nothing stands."""
    root = instance.levels.get(0)
    return Marking(instance.definition.process.key) if root is None else _of_level(root)


def _of_level(level: Level) -> Marking:
    places = [_of_token(token) for token in level.busy.values()]
    return Marking(level.spec.key, tuple(sorted(places)), (), level.interrupted)


def _of_token(token: Token) -> Place:
    spec = token.task_spec
    flow = token.flow if spec.joins and len(spec.incoming) > 1 else ""
    stage = STAGES.get(token.internal_data["incident"][0], "") if token._state == ERROR else ""
    if flow and stage == "enter":
        stage = ""
    return Place(spec.name, "" if stage else flow, stage, tuple(sorted(_inside(token))))


def _inside(token: Token) -> list[Marking]:
    """Give the levels of the activity itself, or of its instances when it repeats."""
    levels = token.instance.levels
    holders = [token, *(owned for owned in token.owned if not owned.armed)]
    return [_of_level(levels[holder.id]) for holder in holders if holder.id in levels]
