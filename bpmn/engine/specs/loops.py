# mypy: disable-error-code="misc"
"""Activities that repeat: standard loop, parallel and sequential multi-instance.

The instances are tokens that live inside the loop's own token. Results stand in the output collection in the order of
the items, from the first result on; nothing is merged or reordered.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import insort
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.spiff.specs import defaults as spiff

from bpmn.engine.errors import FAULTS, Fault
from bpmn.engine.facts import LoopFacts
from bpmn.engine.specs.activity import Activity
from bpmn.engine.token import ERROR, STARTED
from bpmn.expressions import Expression, condition

if TYPE_CHECKING:
    from bpmn.engine.specs.node import Node
    from bpmn.engine.token import Token

COUNTER = "loopCounter"
INSTANCES = 10_000


class Repeating(Activity, ABC):
    """What every repeating activity shares: the token of the whole stays, instances begin and end inside it."""

    visible = False
    child: Node

    @property
    def loop(self) -> LoopFacts:
        """How it repeats."""
        assert self.facts.loop is not None  # only such activities get this class
        return self.facts.loop

    def begin_instance(self, token: Token, local: dict[str, Any] | None, memory: dict[str, Any]) -> None:
        """Begin one instance, which keeps in `memory` what its result needs."""
        child = token.level.place(self.child, owner=token)
        child.local = local
        child.internal_data = memory
        self.child._update(child)

    def instance_ended(self, token: Token, child: Token) -> None:
        """See what follows when an instance has ended."""
        self._check(token, child.local)

    def _check(self, token: Token, local: Mapping[str, Any] | None) -> None:
        try:
            over = self.is_over(token, local or {})
        except FAULTS as fault:
            token.stop("check", fault)
            return
        if token._state == ERROR:
            if token.id in token.instance.troubled:
                return  # an incident is seen by somebody before it closes
            del token.internal_data["incident"]
            token.instance.incidents.pop(token.id, None)
            token._state = STARTED
        if over:
            token.complete()
        else:
            self.next_instance(token)

    @abstractmethod
    def is_over(self, token: Token, local: Mapping[str, Any]) -> bool:
        """Decide whether it is over, seeing what the instance that just ended left."""

    def next_instance(self, token: Token) -> None:
        """Begin the next instance, when they come one after the other."""

    def collect(self, token: Token, child: Token) -> None:
        """Take over what an instance leaves."""

    def recheck(self, token: Token) -> None:
        """Decide again after a fault of the completion condition."""
        token._state = STARTED
        self._check(token, None)

    def decide(self, token: Token, expression: Expression, *above: dict[str, Any]) -> bool:
        """Decide a condition over counters, the instance's values and the scope."""
        return condition(expression, token.scope.view(*above), token.instance.now)

    def pass_untouched(self, token: Token) -> bool:
        """Record an activity that had nothing to repeat."""
        token.instance.journal.happened(token, "entered")
        token.instance.journal.happened(token, "completed")
        return True


class StandardLoop(Repeating, spiff.StandardLoopTask):
    """Repeats while its condition holds, at most as often as it may."""

    def _run_hook(self, token: Token) -> bool | None:
        token.internal_data["done"] = 0
        if self.loop.test_before and self.is_over(token, {}):
            return self.pass_untouched(token)
        self.begin_instance(token, None, {})
        return None

    def is_over(self, token: Token, local: Mapping[str, Any]) -> bool:
        done = token.internal_data["done"]
        if self.loop.maximum and done >= self.loop.maximum:
            return True
        expression = self.loop.condition
        return expression is not None and not self.decide(token, expression, {COUNTER: done})

    def collect(self, token: Token, child: Token) -> None:
        token.internal_data["done"] += 1

    def next_instance(self, token: Token) -> None:
        self.begin_instance(token, None, {})


class MultiInstance(Repeating):
    """One instance per item of a collection, or a number of them."""

    counted = True

    def _run_hook(self, token: Token) -> bool | None:
        items = list(self._items(token))
        memory = token.internal_data
        memory |= {"total": len(items), "done": 0, "results": []}
        if self.loop.output and self.loop.output != self.loop.collection:
            token.scope.put({self.loop.output: self._empty(token)})
        if not items:
            return self.pass_untouched(token)
        self.begin_instances(token, items)
        return None

    @abstractmethod
    def begin_instances(self, token: Token, items: list[tuple[Any, Any]]) -> None:
        """Begin with these items, each with the key or position it has in the collection."""

    def _items(self, token: Token) -> Iterator[tuple[Any, Any]]:
        if self.loop.cardinality is not None:
            count = token.evaluate(self.loop.cardinality)
            if type(count) is not int or not 0 <= count <= INSTANCES:
                raise Fault("cardinality", value=str(count), limit=INSTANCES)
            return iter(enumerate(range(count)))
        if self.loop.collection not in token.data:
            raise Fault("missing_input", names=self.loop.collection)
        collection = token.data[self.loop.collection]
        if not isinstance(collection, list | dict) or len(collection) > INSTANCES:
            raise Fault("collection", name=self.loop.collection, limit=INSTANCES)
        return iter(enumerate(collection) if isinstance(collection, list) else list(collection.items()))

    def _empty(self, token: Token) -> dict[str, Any] | list[Any]:
        """Begin a round's results: by key when the items come from a record and no list stands there already."""
        listed = isinstance(token.data.get(self.loop.output), list)
        return {} if self._keyed(token) and not listed else []

    def _keyed(self, token: Token) -> bool:
        """Tell whether results are kept by key: the items come from a record."""
        if self.loop.cardinality is not None:
            return False
        return isinstance(token.data.get(self.loop.collection), dict)

    def begin_item(self, token: Token, number: int, key: Any, item: Any) -> None:
        """Begin the instance of one item (numbers count from 1)."""
        local = {COUNTER: number} | dict.fromkeys(self.loop.items, item)
        self.begin_instance(token, local, {"number": number, "key": key})

    def collect(self, token: Token, child: Token) -> None:
        memory, local = token.internal_data, child.local or {}
        if self.loop.output:
            left = [local[name] for name in self.loop.output_items if name in local]
            if not left:
                raise Fault("missing_output", names=" / ".join(self.loop.output_items))
            result = [child.internal_data["number"], child.internal_data["key"], left[-1]]
            memory["results"] = results = list(memory["results"])
            insort(results, result, key=itemgetter(0))
            token.scope.put({self.loop.output: self._output(token, results)})
        else:
            own = {COUNTER, *self.loop.items}
            token.scope.put({name: value for name, value in local.items() if name not in own})
        memory["done"] += 1

    def _output(self, token: Token, results: list[list[Any]]) -> Any:
        if self.loop.output == self.loop.collection:
            changed = token.data[self.loop.collection]
            changed = dict(changed) if isinstance(changed, dict) else list(changed)
            for _, key, value in results:
                changed[key] = value
            return changed
        if isinstance(token.data.get(self.loop.output), dict):
            return {key: value for _, key, value in results}
        return [value for _, _, value in results]

    def is_over(self, token: Token, local: Mapping[str, Any]) -> bool:
        memory = token.internal_data
        total, done = memory["total"], memory["done"]
        if done >= total:
            return True
        if self.loop.completion is None:
            return False
        counters = {
            "numberOfInstances": total,
            "numberOfCompletedInstances": done,
            "numberOfActiveInstances": self.active(token),
            "numberOfTerminatedInstances": 0,
        }
        return self.decide(token, self.loop.completion, dict(local), counters)

    @abstractmethod
    def active(self, token: Token) -> int:
        """Count the instances that run now."""


class ParallelMultiInstance(MultiInstance, spiff.ParallelMultiInstanceTask):
    """All instances at the same time."""

    def begin_instances(self, token: Token, items: list[tuple[Any, Any]]) -> None:
        for number, (key, item) in enumerate(items, 1):
            self.begin_item(token, number, key, item)

    def active(self, token: Token) -> int:
        memory = token.internal_data
        return int(memory["total"] - memory["done"])


class SequentialMultiInstance(MultiInstance, spiff.SequentialMultiInstanceTask):
    """One instance after the other."""

    def begin_instances(self, token: Token, items: list[tuple[Any, Any]]) -> None:
        token.internal_data["items"] = [list(item) for item in items]
        self.next_instance(token)

    def next_instance(self, token: Token) -> None:
        done = token.internal_data["done"]
        key, item = token.internal_data["items"][done]
        self.begin_item(token, done + 1, key, item)

    def active(self, token: Token) -> int:
        return 0
