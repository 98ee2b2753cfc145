"""Two who write the same variable side by side are told, wherever BPMN lets them run side by side; nobody else is."""

from __future__ import annotations

import json

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.rules import check
from tests.kit.rule_page import HEAD
from workflows.instances.surroundings import installed

ENGINE = Engine(b"race", installed().functions)
OPINION = {"type": "object", "title": "의견", "properties": {"opinion": {"type": "string", "title": "의견"}}}
TIMER = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"


def task(element: str, inside: str = "") -> str:
    """Draw a task whose form asks for the opinion."""
    return f'<userTask id="{element}" name="{element}" jorye:form="opinion">{inside}</userTask>'


def script(element: str, text: str = "opinion = 1") -> str:
    return f'<scriptTask id="{element}" name="{element}"><script>{text}</script></scriptTask>'


def flows(*pairs: str, condition: str = "") -> str:
    ends = [pair.split(">") for pair in pairs]
    asked = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    return "".join(
        f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}">{asked}</sequenceFlow>' for a, b in ends
    )


def attached(element: str, host: str, cancels: str = "false") -> str:
    return f'<boundaryEvent id="{element}" attachedToRef="{host}" cancelActivity="{cancels}">{TIMER}</boundaryEvent>'


def beside(inside: str, interrupting: str = "false") -> str:
    """Draw an event sub-process."""
    start = f'<startEvent id="at" isInterrupting="{interrupting}">{TIMER}</startEvent>'
    return f'<subProcess id="beside" triggeredByEvent="true">{start}{inside}</subProcess>'


def races(inside: str) -> set[tuple[str, str]]:
    """Give which element writes at risk, and what the finding says of the other."""
    diagram = f'{HEAD}<process id="p" isExecutable="true"><startEvent id="s"/>{inside}</process></definitions>'
    bundle = Bundle.from_files({"process.bpmn": diagram.encode(), "forms/opinion.json": json.dumps(OPINION).encode()})
    found = [each for each in check(bundle, installed(), engine=ENGINE, language="en") if each.rule == "variable_race"]
    return {(each.element, each.message.split(" and ")[1].split(" write")[0]) for each in found}


def repeated(loop: str, inside: str = "") -> str:
    kind = "multiInstanceLoopCharacteristics"
    return f"<{kind} {loop}><loopCardinality>3</loopCardinality>{inside}</{kind}>"


BRANCHES = '<parallelGateway id="both"/>' + task("a") + flows("s>both", "both>a", "both>b")


@pytest.mark.parametrize(
    ("inside", "expected"),
    {
        "two branches": (BRANCHES + task("b"), {("a", "'b'")}),
        "a branch with a sub-process": (
            BRANCHES + f'<subProcess id="b"><startEvent id="bs"/>{task("c")}{flows("bs>c")}</subProcess>',
            {("a", "'c'")},
        ),
        "an activity with several ways out": (
            task("x") + task("a") + task("b") + flows("s>x", "x>a", "x>b"),
            {("a", "'b'")},
        ),
        "an activity with conditions on its ways out": (
            task("x") + task("a") + task("b") + flows("s>x") + flows("x>a", "x>b", condition="True"),
            {("a", "'b'")},
        ),
        "instances at the same time": (
            task("a", repeated('isSequential="false"')) + flows("s>a"),
            {("a", "another instance of the same activity")},
        ),
        "instances of a sub-process at the same time": (
            f'<subProcess id="x">{repeated("")}<startEvent id="xs"/>{task("a")}{flows("xs>a")}</subProcess>'
            + flows("s>x"),
            {("a", "another instance of the same activity")},
        ),
        "a boundary event that lets its activity go on": (
            task("a") + attached("late", "a") + task("b") + flows("s>a", "late>b"),
            {("b", "'a'")},
        ),
        "what comes after an activity that a boundary event let go on": (
            '<manualTask id="x"/>' + attached("late", "x") + task("b") + task("c") + flows("s>x", "x>c", "late>b"),
            {("b", "'c'")},
        ),
        "scripts whose value is read": (
            '<parallelGateway id="both"/>'
            + script("a")
            + script("b")
            + script("c", "total = opinion")
            + flows("s>both", "both>a", "both>b", "a>c"),
            {("a", "'b'")},
        ),
        "an event sub-process that lets the rest go on": (
            task("a") + beside(task("b") + flows("at>b")) + flows("s>a"),
            {("b", "'a'")},
        ),
    }.values(),
)
def test_two_who_write_side_by_side_are_told(inside: str, expected: set[tuple[str, str]]) -> None:
    assert races(inside) == expected


@pytest.mark.parametrize(
    "inside",
    {
        "one after the other": task("a") + task("b") + flows("s>a", "a>b"),
        "one or the other": '<exclusiveGateway id="x" default="x_b"/>'
        + task("a")
        + task("b")
        + flows("s>x", "x>b")
        + flows("x>a", condition="True"),
        "the default way is taken when no other is": '<inclusiveGateway id="x" default="x_b"/>'
        + task("a")
        + task("b")
        + flows("s>x", "x>b")
        + flows("x>a", condition="True"),
        "the default way of an activity": task("x").replace("name=", 'default="x_b" name=')
        + task("a")
        + task("b")
        + flows("s>x", "x>b")
        + flows("x>a", condition="True"),
        "instances one after the other": task("a", repeated('isSequential="true"')) + flows("s>a"),
        "results of instances are collected": task(
            "a", repeated("", '<loopDataOutputRef>all</loopDataOutputRef><outputDataItem id="opinion"/>')
        )
        + flows("s>a"),
        "a boundary event that ends its activity": task("a")
        + attached("late", "a", "true")
        + task("b")
        + flows("s>a", "late>b"),
        "what is written before the activity can go on": task("a")
        + attached("late", "a")
        + script("b")
        + flows("s>a", "late>b"),
        "a reminder leads back": task("a")
        + attached("late", "a")
        + '<manualTask id="m"/>'
        + flows("s>a", "late>m", "m>a"),
        "an event sub-process that ends the rest": task("a") + beside(task("b") + flows("at>b"), "true") + flows("s>a"),
        "what nothing reads": '<parallelGateway id="both"/>'
        + script("a")
        + script("b")
        + flows("s>both", "both>a", "both>b"),
        "what happened before the sub-process could start": task("a")
        + f'<subProcess id="x"><startEvent id="xs"/>{beside(task("b") + flows("at>b"))}</subProcess>'
        + flows("s>a", "a>x"),
    }.values(),
)
def test_nobody_is_told_who_writes_alone(inside: str) -> None:
    assert races(inside) == set()
