"""Examples (모범 사례): runs of a process that are kept beside it and must come out the same in every later version.

An example is a story with pretend people and a pretend clock (who finishes which task with what, when time passes, what
arrives from outside) and what came of it. `examples/<name>.json` in a bundle holds one.
"""

from bpmn.examples.coverage import Coverage, covered
from bpmn.examples.document import Example, ExampleRefused, read_story, story_text
from bpmn.examples.outcome import Deviation, Outcome, deviations
from bpmn.examples.story import Finish, Given, Send, Start, StepTold, Story, Wait

__all__ = [
    "Coverage",
    "Deviation",
    "Example",
    "ExampleRefused",
    "Finish",
    "Given",
    "Outcome",
    "Send",
    "Start",
    "StepTold",
    "Story",
    "Wait",
    "covered",
    "deviations",
    "read_story",
    "story_text",
]
