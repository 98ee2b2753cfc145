"""What is kept between two steps spares reading the state, and changes nothing else (see also the two engines)."""

from __future__ import annotations

from bpmn.engine import state
from bpmn.engine.kept import Kept
from tests.bpmn.engine.conftest import SECRET, START

EACH = (
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>people</bpmn:loopDataInputRef>"
    '<bpmn:inputDataItem id="person"/></bpmn:multiInstanceLoopCharacteristics>'
)


def restored(case, engine):
    return state.load(case.state, engine.load(case.bundle), SECRET, START, "en")


def test_whoever_changes_what_was_handed_out_or_in_changes_nothing_in_the_case(begin, draw, engine):
    people = [{"name": "Kim", "posts": ["team lead"]}, {"name": "Lee", "posts": []}]
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "review", EACH, jorye__assignTo="person"),
        draw("serviceTask", "post", '<bpmn:extensionElements><jorye:parameter name="who" value="people"/>'
             "</bpmn:extensionElements>", jorye__operation="post"),
        draw("endEvent", "end"),
        draw.flows("start review post end"),
        values={"people": people},
    )  # fmt: skip
    first, second = case.last.opened
    answer = {"opinion": {"lines": ["yes"]}}
    people.clear()
    engine.values(case.bundle, case.state)["people"].clear()
    first.values["person"]["posts"].append("mayor")
    first.assign_to["name"] = "Park"
    engine.seen_by(case.bundle, case.state, second.work_id)["person"]["name"] = "Park"
    case.take(engine.complete(case.bundle, case.state, first.work_id, answer, case.now))
    answer["opinion"]["lines"].clear()
    case.finish("review")
    case.last.jobs[0].parameters["who"].clear()
    case.answer_job("post")
    assert (case.ended, case.values) == (
        "completed",
        {
            "people": [{"name": "Kim", "posts": ["team lead"]}, {"name": "Lee", "posts": []}],
            "opinion": {"lines": ["yes"]},
        },
    )


def test_what_is_taken_is_gone_and_what_is_asked_for_with_other_bytes_is_not_found(begin, draw, engine):
    case = begin(draw.task_chain("a"))
    definition, shelf, instance = engine.load(case.bundle), Kept(10_000), restored(case, engine)
    shelf.put(case.state, instance)
    assert shelf.take(case.state + b"x", definition) is None
    assert shelf.take(case.state, definition) is instance
    assert shelf.take(case.state, definition) is None


def test_what_is_kept_of_another_definition_is_not_given(begin, draw, engine):
    case, shelf = begin(draw.task_chain("a")), Kept(10_000)
    shelf.put(case.state, restored(case, engine))
    assert shelf.take(case.state, engine.load(draw.bundle(draw.task_chain("b")))) is None


def test_when_the_shelf_is_full_what_was_put_there_first_goes(begin, draw, engine):
    cases = [begin(draw.task_chain("a"), values={"number": number}) for number in range(5)]
    definition, instances = engine.load(cases[0].bundle), [restored(case, engine) for case in cases]
    shelf = Kept(3 * instances[0].size)
    for _ in range(2):
        for case, instance in zip(cases, instances, strict=True):
            shelf.put(case.state, instance)
    kept = [shelf.take(case.state, definition) for case in cases]
    assert kept == [None, None, *instances[2:]]
