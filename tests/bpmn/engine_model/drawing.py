"""Draws a tree of blocks as BPMN 2.0."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import singledispatchmethod
from itertools import count
from xml.sax.saxutils import escape

from tests.bpmn.engine_model.blocks import (
    Again,
    Block,
    Catch,
    Catcher,
    Choice,
    Escalate,
    Event,
    Fork,
    Leave,
    Many,
    Process,
    Seq,
    Some,
    Sub,
    Task,
)  # fmt: skip

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


@dataclass(frozen=True)
class End:
    """A loose end: where the next flow comes from, and its condition."""

    source: str
    condition: str = ""
    default: bool = False


@dataclass
class Drawing:
    """One process being drawn; `lines` of the innermost level come last."""

    numbers: count[int] = field(default_factory=lambda: count(1))
    levels: list[list[str]] = field(default_factory=lambda: [[]])
    defaults: dict[str, str] = field(default_factory=dict)
    declared: dict[str, str] = field(default_factory=dict)

    def put(self, line: str) -> None:
        self.levels[-1].append(line)

    def connect(self, ends: list[End], target: str) -> None:
        for end in ends:
            flow = f"f{next(self.numbers)}"
            inner = f"<conditionExpression>{escape(end.condition)}</conditionExpression>" if end.condition else ""
            self.put(f'<sequenceFlow id="{flow}" sourceRef="{end.source}" targetRef="{target}">{inner}</sequenceFlow>')
            if end.default:
                self.defaults[end.source] = flow

    def node(self, kind: str, ends: list[End], name: str = "", inside: str = "") -> str:
        name = name or f"g{next(self.numbers)}"
        self.put(f'<{kind} id="{name}"%DEFAULT-{name}%>{inside}</{kind}>')
        self.connect(ends, name)
        return name

    def level(self, body: Block, handlers: tuple[Catcher, ...], start: str = "") -> str:
        """Draw the inside of a process, a sub-process or an event sub-process."""
        self.levels.append([])
        begin = f"s{next(self.numbers)}"
        self.put(start.format(begin) if start else f'<startEvent id="{begin}"/>')
        self.node("endEvent", self.block(body, [End(begin)]))
        for handler in handlers:
            interrupts = str(handler.interrupting).lower()
            event = self.event(handler.event)
            inner = self.level(
                handler.body, (), f'<startEvent id="{{}}" isInterrupting="{interrupts}">{event}</startEvent>'
            )
            self.put(f'<subProcess id="{handler.id}" triggeredByEvent="true">{inner}</subProcess>')
        return "\n".join(self.levels.pop())

    def event(self, event: Event) -> str:
        if event.kind == "timer":
            return f"<timerEventDefinition>{_timer(event)}</timerEventDefinition>"
        if event.kind == "cancel" or not event.name:
            return f"<{event.kind}EventDefinition/>"
        reference = f"{event.kind}_{event.name}"
        code = f' {event.kind}Code="{event.name}"' if event.kind in ("error", "escalation") else ""
        self.declared[reference] = f'<{event.kind} id="{reference}" name="{event.name}"{code}/>'
        return f'<{event.kind}EventDefinition {event.kind}Ref="{reference}"/>'

    def boundaries(self, host: str, catchers: tuple[Catcher, ...]) -> list[End]:
        """Draw boundary events; gives the loose ends of those that interrupt."""
        ends: list[End] = []
        for catcher in catchers:
            cancels = str(catcher.interrupting).lower()
            inner = self.event(catcher.event)
            attributes = f'id="{catcher.id}" attachedToRef="{host}" cancelActivity="{cancels}"'
            self.put(f"<boundaryEvent {attributes}>{inner}</boundaryEvent>")
            after = self.block(catcher.body, [End(catcher.id)])
            if catcher.interrupting:
                ends += after
            elif after:
                self.node("endEvent", after)
        return ends

    def one(self, ends: list[End]) -> list[End]:
        """Merge several loose ends into one, as a join needs it."""
        return ends if len(ends) < 2 else [End(self.node("exclusiveGateway", ends))]

    def split(self, kind: str, block: Choice | Some, ends: list[End]) -> str:
        """Draw the task that decides and, if there is one, its gateway; gives what the branches leave from."""
        after = self.block(block.ask, ends)
        return self.node(kind, after) if block.gateway else block.ask.id

    @singledispatchmethod
    def block(self, block: Block, ends: list[End]) -> list[End]:
        """Draw a block behind the loose ends; gives the loose ends it leaves."""
        raise TypeError(block)

    @block.register
    def _task(self, block: Task, ends: list[End]) -> list[End]:
        return self.activity("userTask", block, block.boundaries, "", ends)

    @block.register
    def _seq(self, block: Seq, ends: list[End]) -> list[End]:
        for part in block.parts:
            ends = self.block(part, ends)
        return ends

    @block.register
    def _choice(self, block: Choice, ends: list[End]) -> list[End]:
        split = self.split("exclusiveGateway", block, ends)
        after: list[End] = []
        for number, branch in enumerate(block.branches):
            last = number == len(block.branches) - 1
            condition = "" if last else f"{block.ask.asks} == {number}"
            after += self.block(branch, [End(split, condition, last)])
        return self.one(after) if block.merged else after

    @block.register
    def _fork(self, block: Fork, ends: list[End]) -> list[End]:
        split = self.node("parallelGateway", self.one(ends))
        after = [end for branch in block.branches for end in self.one(self.block(branch, [End(split)]))]
        return [End(self.node("parallelGateway", after))]

    @block.register
    def _some(self, block: Some, ends: list[End]) -> list[End]:
        split = self.split("inclusiveGateway", block, ends)
        after = [End(split, "", True)]
        for number, branch in enumerate(block.branches):
            after += self.one(self.block(branch, [End(split, f"{number} in {block.ask.asks}")]))
        return [End(self.node("inclusiveGateway", after))]

    @block.register
    def _again(self, block: Again, ends: list[End]) -> list[End]:
        merge = self.node("exclusiveGateway", ends)
        split = self.node("exclusiveGateway", self.block(block.ask, self.block(block.body, [End(merge)])))
        self.connect([End(split, block.ask.asks)], merge)
        return [End(split, "", True)]

    @block.register
    def _sub(self, block: Sub, ends: list[End]) -> list[End]:
        kind = "transaction" if block.transaction else "subProcess"
        return self.activity(kind, block, block.boundaries, self.level(block.body, block.handlers), ends)

    @block.register
    def _many(self, block: Many, ends: list[End]) -> list[End]:
        inner, loop = block.inner, self.loop(block)
        if isinstance(inner, Task):
            return self.activity("userTask", inner, block.boundaries, loop, ends)
        return self.activity("subProcess", inner, block.boundaries, loop + self.level(inner.body, inner.handlers), ends)

    def loop(self, block: Many) -> str:
        inner = ""
        if isinstance(block.items, int):
            inner += f"<loopCardinality>{block.items}</loopCardinality>"
        else:
            inner += f"<loopDataInputRef>items_{block.id}</loopDataInputRef>"
        if block.collects:
            inner += f"<loopDataOutputRef>out_{block.id}</loopDataOutputRef>"
        inner += f'<inputDataItem id="in_{block.id}" name="i_{block.id}"/>'
        if block.collects:
            inner += f'<outputDataItem id="o_{block.id}" name="{block.collects}"/>'
        if block.enough:
            test = (
                f"len(out_{block.id}) >= {block.enough}"
                if block.collects
                else f"numberOfCompletedInstances >= {block.enough}"
            )
            inner += f"<completionCondition>{escape(test)}</completionCondition>"
        sequential = str(block.sequential).lower()
        return (
            f'<multiInstanceLoopCharacteristics isSequential="{sequential}">{inner}</multiInstanceLoopCharacteristics>'
        )

    def activity(
        self, kind: str, block: Task | Sub, catchers: tuple[Catcher, ...], inside: str, ends: list[End]
    ) -> list[End]:
        host = self.node(kind, ends, block.id, inside)
        return [End(host), *self.boundaries(host, catchers)]

    @block.register
    def _catch(self, block: Catch, ends: list[End]) -> list[End]:
        return [End(self.node("intermediateCatchEvent", ends, block.id, self.event(block.event)))]

    @block.register
    def _escalate(self, block: Escalate, ends: list[End]) -> list[End]:
        return [End(self.node("intermediateThrowEvent", ends, block.id, self.event(Event("escalation", block.code))))]

    @block.register
    def _leave(self, block: Leave, ends: list[End]) -> list[End]:
        self.node("endEvent", ends, block.id, self.event(Event(block.kind, block.code)))
        return []


def _timer(event: Event) -> str:
    length = f"PT{event.seconds}S"
    if event.times > 1:
        return f"<timeCycle>R{event.times}/{length}</timeCycle>"
    return f"<timeDuration>{length}</timeDuration>"


def drawn(process: Process) -> str:
    """Give the BPMN file of a process."""
    drawing = Drawing()
    body = drawing.level(process.body, process.handlers)
    for name, flow in drawing.defaults.items():
        body = body.replace(f"%DEFAULT-{name}%", f' default="{flow}"')
    body = re.sub("%DEFAULT-[^%]*%", "", body)
    declared = "\n".join(drawing.declared.values())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="{BPMN}" id="d" targetNamespace="model">\n'
        f'{declared}\n<process id="model" isExecutable="true">\n{body}\n</process>\n</definitions>\n'
    )
