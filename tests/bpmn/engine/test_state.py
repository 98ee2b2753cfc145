"""The stored state: signed, versioned, small, and of one definition."""

from __future__ import annotations

import hmac

import pytest

from bpmn.engine import Engine, StateDamaged, state
from tests.bpmn.engine.conftest import SECRET


def test_a_changed_cut_or_foreign_state_is_refused(begin, draw, engine):
    case = begin(draw.task_chain("a"), values={"letter": "x" * 20_000})
    stranger = Engine(b"another secret of the same size!", {})
    work_id = case.last.opened[0].work_id
    assert case.state[1] == 1
    for position in range(0, len(case.state), 7):
        damaged = bytearray(case.state)
        damaged[position] ^= 1
        with pytest.raises(StateDamaged):
            engine.complete(case.bundle, bytes(damaged), work_id, {}, case.now)
    for damaged in (b"", case.state[:20], case.state[:-1], case.state + b"x"):
        with pytest.raises(StateDamaged):
            engine.inspect(case.bundle, damaged)
    with pytest.raises(StateDamaged):
        stranger.complete(case.bundle, case.state, work_id, {}, case.now)


def test_a_state_of_another_definition_is_refused(begin, draw, engine):
    case = begin(draw.task_chain("a"))
    with pytest.raises(StateDamaged, match="another version"):
        engine.inspect(draw.bundle(draw.task_chain("a", "b")), case.state)


def test_an_older_format_is_brought_up_to_date(begin, draw, engine, monkeypatch):
    case = begin(draw.task_chain("a"), values={"amount": 1})
    monkeypatch.setattr(state, "FORMAT", state.FORMAT + 1)
    with pytest.raises(StateDamaged, match="format"):
        engine.inspect(case.bundle, case.state)

    def upgrade(document):
        return document | {"variables": {"amount": document["variables"]["amount"] + 1}}

    monkeypatch.setattr(state, "UPGRADES", {state.FORMAT - 1: upgrade})
    assert engine.forgetful.values(case.bundle, case.state) == {"amount": 2}


def test_a_state_of_the_first_format_is_read_and_written_in_the_newest(begin, draw):
    each = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>people</bpmn:loopDataInputRef>"
        '<bpmn:inputDataItem id="person"/></bpmn:multiInstanceLoopCharacteristics>'
    )
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "review", each),
        draw.boundary("late", "review", "timer PT1H", interrupting=False),
        draw("userTask", "remind"),
        draw("endEvent", "end"),
        draw.flows("start review end", "late remind end"),
        values={"people": ["Kim", "Lee"]},
    )
    tokens = (
        '[2,0,"review",32,"start_review",0,null,{"total":2,"done":0,"results":[]}],'
        '[3,2,"late",8,"",1,null,{},[[4,0,["2027-01-04T01:00:00+00:00","",1],"",false]]],'
        '[5,2,"review [child]",16,"",0,{"loopCounter":1,"person":"Kim"},{"number":1,"key":0}],'
        '[6,2,"review [child]",16,"",0,{"loopCounter":2,"person":"Lee"},{"number":2,"key":1}]'
    )
    body = (
        f'{{"definition":"{case.bundle.digest}","last_id":6,"ended":"","correlations":{{}},'
        f'"variables":{{"people":["Kim","Lee"]}},"levels":[[0,"process",null,0,[{tokens}]]]}}'
    ).encode()
    newest, head = case.everything(), bytes((1, 0))

    case.state = head + hmac.digest(SECRET, head + body, "sha256") + body

    assert case.everything() == newest
    case.wait(hours=1).finish("review").finish("review").finish("remind")
    assert (case.ended, case.state[0]) == ("completed", 2)


def test_a_call_leaves_the_state_it_was_given_as_it_was(begin, draw, engine):
    case = begin(draw.task_chain("a", "b"), values={"items": [1]})
    before, work_id = case.state, case.last.opened[0].work_id
    first = engine.complete(case.bundle, before, work_id, {"items": [2]}, case.now)
    assert engine.complete(case.bundle, before, work_id, {"items": [2]}, case.now) == first
    assert engine.values(case.bundle, before) == {"items": [1]}


def test_inspecting_shows_everything_open_as_when_it_opened(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "a", jorye__due="plus_days(date('2027-01-04'), 3)", jorye__assignTo="'Kim'"),
        draw.boundary("late", "a", "timer PT1H"),
        draw("serviceTask", "b", jorye__operation="post"),
        draw.event("intermediateCatchEvent", "c", "message paid"),
        draw("endEvent", "end"),
        draw.flows("start split a end", "split b end", "split c end", "late end"),
    )
    shown = case.everything()
    assert (shown.opened, shown.jobs, shown.armed, shown.subscribed) == (
        case.last.opened,
        case.last.jobs,
        case.last.armed,
        case.last.subscribed,
    )
    assert (shown.happened, shown.closed) == ((), ())
