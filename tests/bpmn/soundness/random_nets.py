"""Draws small diagrams without any structure: elements and flows as they fall, most of them wrong."""

from __future__ import annotations

from random import Random

from tests.bpmn.engine.conftest import Draw

KINDS = ("task", "task", "task", "job", "xor", "xor", "and", "and", "or", "message")
TAGS = {
    "task": "userTask", "job": "serviceTask", "xor": "exclusiveGateway", "and": "parallelGateway",
    "or": "inclusiveGateway",
}  # fmt: skip
ENDS = ("", "", "", "terminate", "error lost")


class Net:
    """One level being drawn; `inside` adds sub-processes with nets of their own."""

    def __init__(self, random: Random, prefix: str = "", *, inside: int = 0, beside: bool = False) -> None:
        self.random, self.prefix, self.inside, self.beside = random, prefix, inside, beside
        self.draw, self.flows = Draw(), list[tuple[str, str]]()
        count = random.randint(2, 6 if not prefix else 3)
        kinds = [random.choice(KINDS + ("sub",) * (3 * (inside > 0))) for _ in range(count)]
        self.kinds = {f"{prefix}{kind}{number}": kind for number, kind in enumerate(kinds)}
        self.ends = [f"{prefix}end{number}" for number in range(random.randint(1, 2))]

    def parts(self) -> list[str]:
        """Give the drawn elements and flows."""
        drawn = [self.draw("startEvent", f"{self.prefix}start")]
        self.connect(f"{self.prefix}start", 1)
        for name, kind in self.kinds.items():
            self.connect(name, self.random.choice((1, 1, 2, 3)) if kind in ("xor", "and", "or") else 1)
        for name in self.kinds:
            if not any(target == name for _, target in self.flows):
                self.flow(self.random.choice([*self.kinds, f"{self.prefix}start"]), name)
        for name, kind in self.kinds.items():
            drawn += self.node(name, kind)
        for name in self.ends:
            end = self.random.choice(ENDS)
            drawn.append(self.draw.event("endEvent", name, end) if end else self.draw("endEvent", name))
        drawn += self.handler() if self.beside and self.random.random() < 0.4 else []
        return [*drawn, *(self.drawn_flow(source, target) for source, target in self.flows)]

    def handler(self) -> list[str]:
        """Draw an event sub-process with a net of its own."""
        name, interrupts = f"{self.prefix}h", str(self.random.random() < 0.5).lower()
        inner = Net(self.random, f"{name}_").parts()
        event = self.draw.event("startEvent", f"{name}_start", f"message m_{name}", isInterrupting=interrupts)
        return [self.draw("subProcess", name, event, *inner[1:], triggeredByEvent="true")]

    def node(self, name: str, kind: str) -> list[str]:
        default = {"default_": f"{name}_{self.first(name)}"} if kind in ("xor", "or") and self.out(name) > 1 else {}
        if kind == "message":
            return [self.draw.event("intermediateCatchEvent", name, f"message m_{name}")]
        if kind == "sub":
            inner = "".join(Net(self.random, f"{name}_", inside=self.inside - 1, beside=self.beside).parts())
            drawn = [self.draw("subProcess", name, inner)]
            return drawn + (self.boundary(name, "error") if self.random.random() < 0.6 else [])
        drawn = [self.draw(TAGS[kind], name, **default)]
        if kind == "job" and self.random.random() < 0.5:
            drawn += self.boundary(name, "error")
        if kind == "task" and self.random.random() < 0.25:
            drawn += self.boundary(name, f"message m_{name}")
        return drawn

    def boundary(self, host: str, event: str) -> list[str]:
        name = f"{host}_b"
        target = self.random.choice([*self.kinds, *self.ends])
        self.flows.append((name, target))
        interrupting = event == "error" or not self.beside or self.random.random() < 0.5
        return [self.draw.boundary(name, host, event, interrupting=interrupting)]

    def connect(self, source: str, count: int) -> None:
        for _ in range(count):
            self.flow(source, self.random.choice([*self.kinds, *self.kinds, *self.ends]))

    def flow(self, source: str, target: str) -> None:
        if (source, target) not in self.flows:
            self.flows.append((source, target))

    def out(self, name: str) -> int:
        return sum(source == name for source, _ in self.flows)

    def first(self, name: str) -> str:
        return next(target for source, target in self.flows if source == name)

    def drawn_flow(self, source: str, target: str) -> str:
        asked = self.kinds.get(source) in ("xor", "or") and self.out(source) > 1 and target != self.first(source)
        return self.draw.flows(f"{source} {target}" + (f' ["{source}_{target}" in go]' if asked else ""))
