"""Wide and long processes are no endless loops, and nothing runs for ever."""

from __future__ import annotations

from time import process_time


def test_a_thousand_scripts_in_a_row_run_in_one_go(begin, draw):
    names = [f"s{number}" for number in range(1_000)]
    script = "<bpmn:script>n = n + 1</bpmn:script>"
    case = begin(
        draw("startEvent", "start"),
        *(draw("scriptTask", name, script) for name in names),
        draw("endEvent", "end"),
        draw.flows(" ".join(("start", *names, "end"))),
        values={"n": 0},
    )
    assert (case.ended, case.values) == ("completed", {"n": 1_000})


def test_a_thousand_instances_of_a_sub_process_run_in_one_go(begin, draw):
    characteristics = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>1000</bpmn:loopCardinality>"
        '<bpmn:loopDataOutputRef>squares</bpmn:loopDataOutputRef><bpmn:inputDataItem id="number"/>'
        '<bpmn:outputDataItem id="square"/></bpmn:multiInstanceLoopCharacteristics>'
    )
    inner = (
        draw("startEvent", "s"),
        draw("scriptTask", "count", "<bpmn:script>square = number * number</bpmn:script>"),
        draw("endEvent", "e"),
        draw.flows("s count e"),
    )
    case = begin(
        draw("startEvent", "start"),
        draw("subProcess", "each", characteristics, *inner),
        draw("endEvent", "end"),
        draw.flows("start each end"),
    )
    assert (case.ended, case.values) == ("completed", {"squares": [number * number for number in range(1_000)]})


def test_the_longest_chain_a_file_may_hold_is_read_in_a_moment(engine, draw):
    names = [f"t{number}" for number in range(2_490)]
    bundle = draw.bundle(*(draw("task", name) for name in names), draw.flows(" ".join(names)))
    began = process_time()
    assert len(engine.load(bundle).process.starts) == 1
    assert process_time() - began < 2  # seconds of this process alone


def test_only_the_token_that_runs_for_ever_is_stopped(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("exclusiveGateway", "again"),
        draw("scriptTask", "turn", "<bpmn:script>n = n + 1</bpmn:script>"),
        draw("scriptTask", "beside", "<bpmn:script>seen = true</bpmn:script>"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split again turn again", "split beside after end"),
        values={"n": 0},
    )
    assert [code for _, code in case.incidents] == ["step_budget"]
    assert (case.open, case.values["seen"]) == (["after"], True)
    assert case.finish("after").ended == ""


def test_timers_that_were_missed_for_years_are_caught_up_in_several_goes(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "work"),
        draw.boundary("remind", "work", "timer R/P1D", interrupting=False),
        draw("exclusiveGateway", "count"),
        draw("endEvent", "reminded"),
        draw("endEvent", "end"),
        draw.flows("start work end", "remind count reminded"),
    )
    case.wait(days=5_000)
    while case.everything().armed[0].due <= case.now:
        before = case.count("remind")
        case.wait(seconds=0)
        assert case.count("remind") > before
    assert (case.count("remind"), case.incidents, case.open) == (5_000, [], ["work"])
