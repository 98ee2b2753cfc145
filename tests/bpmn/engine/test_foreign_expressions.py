"""Expressions as other tools write them are taken over where they mean the same, else it is said what to write."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bpmn.engine import Refused

START = datetime(2027, 1, 4, tzinfo=UTC)


def choice(draw, condition):
    return draw.bundle(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "which", default_="which_no"),
        draw("endEvent", "yes"),
        draw("endEvent", "no"),
        draw.flows("start which", f"which yes [{condition}]", "which no"),
    )


def finding(engine, bundle):
    with pytest.raises(Refused) as refused:
        engine.load(bundle)
    (found,) = refused.value.findings
    return found


@pytest.mark.parametrize("condition", ["${amount > 3}", "#{ amount > 3 }", "= amount > 3", "=amount > 3 and ok"])
def test_the_wrapping_of_another_engine_is_taken_off(engine, draw, condition):
    bundle = choice(draw, condition)
    step = engine.start(bundle, {"amount": 5, "ok": True}, START)
    assert ("yes", "completed") in [(line.element, line.event) for line in step.advance.happened]


@pytest.mark.parametrize(
    ("condition", "instead"),
    [
        ("x = 1", "=="),
        ("= x = 1", "=="),
        ("${x == 1 && y == 2}", "and"),
        ("${x eq 1 || !y}", "=="),
        ("${x ? true : false}", "if"),
        ("= if x then y else z", "b if a else c"),
        ("x in [1..5]", "1 <= x <= 5"),
    ],
)
def test_words_of_another_language_are_refused_with_what_to_write_instead(engine, draw, condition, instead):
    found = finding(engine, choice(draw, condition))
    assert (found.rule.partition("_")[0], found.element) == ("expression", "which_yes")
    assert instead in found.message.split("Expression", 1)[1].split("column", 1)[1]


def test_text_inside_quotes_is_no_word_of_another_language(engine, draw):
    found = finding(engine, choice(draw, "name == 'a && b' +"))
    assert found.rule == "expression"


def test_an_index_of_feel_is_not_taken_over_because_it_counts_from_one(engine, draw):
    assert finding(engine, choice(draw, "= items[1] > 3")).element == "which_yes"


@pytest.mark.parametrize("value", ["${wait}", "=wait", '= "PT2H"', "=PT2H"])
def test_timers_are_unwrapped_too(begin, draw, value):
    case = begin(
        draw("startEvent", "start"),
        draw.event("intermediateCatchEvent", "later", f"timer {value}"),
        draw("endEvent", "end"),
        draw.flows("start later end"),
        values={"wait": "PT2H"},
    )
    assert (case.wait(hours=1).ended, case.wait(hours=1).ended) == ("", "completed")


def test_a_script_may_be_indented_as_a_whole(begin, draw):
    script = "<bpmn:script>\n        if 1 &lt; 2:\n            x = 1\n        y = x + 1\n      </bpmn:script>"
    case = begin(
        draw("startEvent", "start"),
        draw("scriptTask", "work", script),
        draw("endEvent", "end"),
        draw.flows("start work end"),
    )
    assert case.values == {"x": 1, "y": 2}
