"""A draft is tried as soon as it runs: what only leads astray shows itself there."""

from __future__ import annotations

import pytest

from bpmn.bundle import MAIN, Bundle
from bpmn.engine.errors import Refused
from bpmn.examples import Start, Story
from workflows.instances.gate import refuse_errors
from workflows.rehearsal.city import OPENING, rehearsal
from workflows.rehearsal.replay import outcome, replay

NEVER_ENDS = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
<process id="p" isExecutable="true"><startEvent id="s" name="s"/><exclusiveGateway id="one" name="?" default="f2"/>
<scriptTask id="a" name="a"><script>x = 1</script></scriptTask>
<scriptTask id="b" name="b"><script>x = 1</script></scriptTask>
<parallelGateway id="both"/><endEvent id="e" name="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="one"/><sequenceFlow id="f2" sourceRef="one" targetRef="a"/>
<sequenceFlow id="f3" sourceRef="one" targetRef="b"><conditionExpression>1 == 2</conditionExpression></sequenceFlow>
<sequenceFlow id="f4" sourceRef="a" targetRef="both"/><sequenceFlow id="f5" sourceRef="b" targetRef="both"/>
<sequenceFlow id="f6" sourceRef="both" targetRef="e"/></process></definitions>"""


def test_a_case_that_can_never_end_is_seen_to_stand_still() -> None:
    bundle = Bundle.from_files({MAIN: NEVER_ENDS})
    with rehearsal(bundle) as city:
        with pytest.raises(Refused):
            refuse_errors(city.services, bundle)
        came = outcome(replay(city, bundle, Story(OPENING, Start())))
    assert (came.state, came.open) == ("running", ())
    assert "e" not in came.path


def test_what_would_stop_on_its_way_is_not_begun() -> None:
    broken = NEVER_ENDS.replace(b"x = 1", b"x = (", 1)
    with pytest.raises(Refused), rehearsal(Bundle.from_files({MAIN: broken})):
        pass
