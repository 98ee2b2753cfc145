"""Several people do the same task: in parallel or one after the other, all of them or until enough have answered."""

from __future__ import annotations

import pytest

MEMBERS = ["Kim", "Lee", "Park", "Choi", "Jung"]


def review(draw, *inside, sequential="false", activity="userTask", body=""):
    characteristics = draw("multiInstanceLoopCharacteristics", "mi", *inside, isSequential=sequential)
    return (
        draw("startEvent", "start"),
        draw(activity, "review", characteristics, body),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start review after end"),
    )


def over(draw, completion="", output="votes", item="vote"):
    inside = (
        "<bpmn:loopDataInputRef>members</bpmn:loopDataInputRef>"
        '<bpmn:inputDataItem id="member"/>'
        f"<bpmn:loopDataOutputRef>{output}</bpmn:loopDataOutputRef>"
        f'<bpmn:outputDataItem id="{item}"/>'
    )
    return inside + (f"<bpmn:completionCondition>{completion}</bpmn:completionCondition>" if completion else "")


def test_each_person_sees_their_own_item_and_number(begin, draw):
    case = begin(*review(draw, over(draw)), values={"members": MEMBERS})
    assert [dict(work.values) for work in case.last.opened] == [
        {"member": name, "loopCounter": number} for number, name in enumerate(MEMBERS, 1)
    ]


def test_results_stand_in_the_order_of_the_items_whoever_answers_first(begin, draw):
    case = begin(*review(draw, over(draw)), values={"members": MEMBERS})
    for index, vote in ((4, "e"), (1, "b"), (2, "d"), (0, "a"), (0, "c")):
        case.finish("review", index, vote=vote)
    assert case.open == ["after"]
    assert case.values["votes"] == ["a", "b", "c", "d", "e"]


def test_a_quorum_of_three_of_five_ends_it_and_cancels_the_rest(begin, draw):
    case = begin(*review(draw, over(draw, "len(votes) >= 3")), values={"members": MEMBERS})
    case.finish("review", 3, vote="yes").finish("review", 1, vote="no").finish("review", 0, vote="yes")
    assert case.open == ["after"]
    assert case.values["votes"] == ["yes", "no", "yes"]
    assert sorted(closed.outcome for closed in case.last.closed) == ["cancelled", "cancelled", "completed"]
    assert (case.count("review"), case.count("review", "cancelled")) == (3, 2)


@pytest.mark.parametrize(
    "completion",
    [
        "numberOfCompletedInstances == 3",
        "numberOfActiveInstances == 2",
        "numberOfInstances - numberOfActiveInstances == 3",
        'len([v for v in votes if v == "yes"]) == 3',
        'vote == "yes" and numberOfCompletedInstances == 3',
    ],
)
def test_the_completion_condition_sees_fresh_numbers_and_results(begin, draw, completion):
    case = begin(*review(draw, over(draw, completion.replace('"', "&quot;"))), values={"members": MEMBERS})
    case.finish("review", vote="yes").finish("review", vote="yes")
    assert case.open == ["review"] * 3
    case.finish("review", vote="yes")
    assert case.open == ["after"]


def test_one_after_the_other_asks_the_next_person_only_when_the_one_before_is_done(begin, draw):
    case = begin(*review(draw, over(draw), sequential="true"), values={"members": MEMBERS[:3]})
    for name in MEMBERS[:3]:
        assert [work.values["member"] for work in case.everything().opened] == [name]
        case.finish("review", vote=name.lower())
    assert case.values["votes"] == ["kim", "lee", "park"]


def test_one_after_the_other_can_end_early(begin, draw):
    case = begin(*review(draw, over(draw, "len(votes) == 2"), sequential="true"), values={"members": MEMBERS})
    case.finish("review", vote=1).finish("review", vote=2)
    assert case.open == ["after"]
    assert case.values["votes"] == [1, 2]


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_a_number_of_instances_may_be_given_instead_of_a_list(begin, draw, sequential):
    cardinality = "<bpmn:loopCardinality>count + 1</bpmn:loopCardinality>"
    case = begin(*review(draw, cardinality, sequential=sequential), values={"count": 2})
    for _ in range(3):
        assert "review" in case.open
        case.finish("review")
    assert case.open == ["after"]


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_nobody_to_ask_goes_on_at_once(begin, draw, sequential):
    case = begin(*review(draw, over(draw), sequential=sequential), values={"members": []})
    assert case.open == ["after"]
    assert case.values["votes"] == []
    assert case.count("review") == 1


def test_a_second_round_starts_with_an_empty_result(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("userTask", "review", draw("multiInstanceLoopCharacteristics", "mi", over(draw))),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again review good", "good again", "good end [len(votes) == 2 and votes[1] == 2]"),
        values={"members": MEMBERS[:2]},
    )
    case.finish("review", vote=7).finish("review", vote=7)
    case.finish("review", vote=1).finish("review", vote=2)
    assert (case.ended, case.values["votes"]) == ("completed", [1, 2])


def test_instances_write_into_their_own_overlay_and_only_the_result_leaves(begin, draw):
    case = begin(*review(draw, over(draw)), values={"members": MEMBERS[:2], "comment": "mine"})
    case.finish("review", vote=1, comment="theirs")
    assert case.values["comment"] == "mine"
    assert "member" not in case.values


def test_without_an_output_what_the_instances_write_is_handed_out(begin, draw):
    inside = "<bpmn:loopDataInputRef>members</bpmn:loopDataInputRef>" + '<bpmn:inputDataItem id="member"/>'
    case = begin(*review(draw, inside), values={"members": MEMBERS[:2]})
    case.finish("review", comment="first").finish("review", other="second")
    assert {key: case.values[key] for key in ("comment", "other")} == {"comment": "first", "other": "second"}
    assert not {"member", "loopCounter"} & set(case.values)


def test_a_missing_result_is_an_incident_of_that_instance_alone(begin, draw):
    case = begin(*review(draw, over(draw)), values={"members": MEMBERS[:3]})
    case.finish("review")
    assert case.incidents == [("review", "missing_output")]
    case.finish("review", vote=2).finish("review", vote=3)
    assert case.open == []
    assert case.ended == ""


def test_a_record_gives_results_under_its_keys(begin, draw):
    case = begin(*review(draw, over(draw)), values={"members": {"a": 1, "b": 2}})
    assert [work.values["member"] for work in case.last.opened] == [1, 2]
    case.finish("review", 1, vote="of b").finish("review", 0, vote="of a")
    assert case.values["votes"] == {"a": "of a", "b": "of b"}


def test_results_may_replace_the_items_in_place(begin, draw):
    case = begin(*review(draw, over(draw, output="members", item="member")), values={"members": [1, 2, 3]})
    case.finish("review", 2, member=30).finish("review", 0, member=10).finish("review", 0, member=20)
    assert case.values["members"] == [10, 20, 30]


def test_each_instance_may_be_a_whole_sub_process(begin, draw):
    body = (
        draw("startEvent", "s"),
        draw("userTask", "read"),
        draw("scriptTask", "note", "<bpmn:script>vote = member + '!'</bpmn:script>"),
        draw("endEvent", "e"),
        draw.flows("s read note e"),
    )
    case = begin(*review(draw, over(draw), activity="subProcess", body="".join(body)), values={"members": MEMBERS[:3]})
    assert [work.values["member"] for work in case.everything().opened] == MEMBERS[:3]
    for index in (2, 0, 0):
        case.finish("read", index)
    assert case.values["votes"] == ["Kim!", "Lee!", "Park!"]
    assert "vote" not in case.values


def test_a_boundary_event_takes_all_instances_back(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "review", draw("multiInstanceLoopCharacteristics", "mi", over(draw))),
        draw.boundary("late", "review", "timer P1D"),
        draw("userTask", "remind"),
        draw("endEvent", "end"),
        draw.flows("start review end", "late remind end"),
        values={"members": MEMBERS},
    )
    case.finish("review", vote=1).wait(days=1)
    assert case.open == ["remind"]
    assert case.count("review", "cancelled") == 4


def test_a_completion_condition_that_fails_is_an_incident_and_the_others_go_on(begin, draw):
    case = begin(*review(draw, over(draw, "enough")), values={"members": MEMBERS[:2]})
    case.finish("review", vote=1)
    assert case.incidents == [("review", "name_unknown")]
    assert case.open == ["review"]
    case.finish("review", vote=2)
    assert (case.incidents, case.open) == ([], ["after"])


def test_a_completion_condition_that_fails_in_one_go_is_not_passed_over(begin, draw):
    inside = draw("multiInstanceLoopCharacteristics", "mi", over(draw, "enough"), isSequential="false")
    case = begin(
        draw("startEvent", "start"),
        draw("scriptTask", "count", inside, "<bpmn:script>vote = 1</bpmn:script>"),
        draw("userTask", "after"),
        draw.flows("start count after"),
        values={"members": MEMBERS[:3]},
    )
    assert (case.incidents, case.open) == ([("count", "name_unknown")], [])
    case.retry("count")
    assert (case.incidents, case.open) == ([], ["after"])


@pytest.mark.parametrize(("values", "code"), [({}, "missing_input"), ({"members": 3}, "collection")])
def test_items_that_are_not_there_are_an_incident(begin, draw, values, code):
    case = begin(*review(draw, over(draw)), values=values)
    assert case.incidents == [("review", code)]


def test_five_hundred_reviewers_at_once(begin, draw):
    case = begin(*review(draw, over(draw, "len(votes) >= 500")), values={"members": list(range(500))})
    assert len(case.last.opened) == 500
    works = [work.work_id for work in case.last.opened]
    for number, work_id in enumerate(reversed(works)):
        case.take(case.engine.complete(case.bundle, case.state, work_id, {"vote": number}, case.now))
    assert case.open == ["after"]
    assert case.values["votes"] == list(range(499, -1, -1))


@pytest.mark.parametrize(("given", "left"), [({}, {"김": 1, "이": 2}), ({"votes": []}, [1, 2])])
def test_results_over_a_record_are_kept_by_key_unless_a_list_stands_there(begin, draw, given, left):
    case = begin(*review(draw, over(draw)), values={"members": {"김": "a", "이": "b"}, **given})
    case.finish("review", vote=1).finish("review", vote=2)
    assert case.values["votes"] == left
