"""An example as it is kept: `examples/<name>.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

import messages
from bpmn.examples.outcome import Outcome
from bpmn.examples.story import Finish, Given, Send, Start, StepTold, Story, Wait
from bpmn.fractions import read_fraction
from bpmn.play.outcome import plain
from messages import Language

MOST_STEPS = 2_000


class ExampleRefused(ValueError):  # noqa: N818  # named for what happened
    """The file is not an example; `place` names the part, `code` the reason."""

    def __init__(self, code: str, place: str) -> None:
        self.code = code
        self.place = place
        super().__init__(self.text("en"))

    def text(self, language: Language = "ko") -> str:
        """Say what is wrong and what to write instead."""
        return messages.text(f"examples.{self.code}", language, place=self.place)


@dataclass(frozen=True, slots=True)
class Example:
    """A story with what came of it when it was recorded (or last accepted)."""

    title: str
    title_en: str
    story: Story
    expected: Outcome

    @classmethod
    def read(cls, content: bytes) -> Example:
        """Read a file; raises ExampleRefused."""
        document = _parsed(content)
        story = _told(document)
        return cls(_text(document, "title"), str(document.get("title_en", "")), story, _outcome(document))

    def document(self) -> bytes:
        """Write the file, so that equal examples are equal files."""
        expected = self.expected
        content = {
            "title": self.title,
            "title_en": self.title_en,
            **_writing(self.story),
            "expected": {
                "state": expected.state,
                "open": list(expected.open),
                "path": list(expected.path),
                "values": plain(expected.values),
                "letters": list(expected.letters),
            },
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def story_text(story: Story) -> str:
    """Write a story alone, on its way between a page and its reader."""
    return json.dumps(_writing(story), ensure_ascii=False, separators=(",", ":"))


def read_story(text: str) -> Story:
    """Read what `story_text` wrote; raises ExampleRefused."""
    return _told(_parsed(text.encode()))


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content, parse_float=read_fraction)
    except (ValueError, RecursionError) as fault:
        raise ExampleRefused("not_json", "") from fault


def _told(document: Any) -> Story:
    steps = _items(document, "steps")
    if len(steps) > MOST_STEPS:
        raise ExampleRefused("too_long", "steps")
    told = tuple(_step(each, number) for number, each in enumerate(steps, 1))
    return Story(_moment(document, "at"), _start(document), told, _given(document))


def _writing(story: Story) -> dict[str, Any]:
    start, given = story.start, {name: list(each) for name, each in asdict(story.given).items() if each}
    return {
        "at": story.at.isoformat(),
        **({"given": given} if given else {}),
        "start": {"by": start.by, "values": plain(start.values), "event": start.event},
        "steps": [_written(step) for step in story.steps],
    }


def _written(step: StepTold) -> dict[str, Any]:
    if isinstance(step, Finish):
        return {"finish": step.element, "by": step.by, "values": plain(step.values), "index": step.index}
    if isinstance(step, Wait):
        return {"wait_until": step.until.isoformat()}
    return {"send": step.name, "by": step.by, "correlation": step.correlation, "payload": plain(step.payload)}


def _step(entry: Any, number: int) -> StepTold:
    place = f"steps.{number}"
    if not isinstance(entry, Mapping):
        raise ExampleRefused("step_unknown", place)
    if "finish" in entry:
        index = entry.get("index", 0)
        if type(index) is not int or index < 0:
            raise ExampleRefused("not_a_number", f"{place}.index")
        return Finish(_text(entry, "finish", place), _text(entry, "by", place), _values(entry, "values", place), index)
    if "wait_until" in entry:
        return Wait(_moment(entry, "wait_until", place))
    if "send" in entry:
        payload = _values(entry, "payload", place)
        by = str(entry.get("by", ""))
        return Send(_text(entry, "send", place), str(entry.get("correlation", "")), payload, by)
    raise ExampleRefused("step_unknown", place)


def _start(document: Mapping[str, Any]) -> Start:
    entry = document.get("start", {})
    if not isinstance(entry, Mapping):
        raise ExampleRefused("not_an_object", "start")
    return Start(str(entry.get("by", "")), _values(entry, "values", "start"), str(entry.get("event", "")))


def _given(document: Mapping[str, Any]) -> Given:
    entry = _values(document, "given", "")
    return Given(*(tuple(map(str, _items(entry, each.name))) for each in fields(Given)))


def _outcome(document: Mapping[str, Any]) -> Outcome:
    entry = document.get("expected")
    if not isinstance(entry, Mapping):
        raise ExampleRefused("not_an_object", "expected")
    listed = {name: tuple(map(str, _items(entry, name))) for name in ("open", "path", "letters")}
    return Outcome(
        state=_text(entry, "state", "expected"),
        open=listed["open"],
        path=listed["path"],
        values=_values(entry, "values", "expected"),
        letters=listed["letters"],
    )


def _items(document: Any, name: str) -> list[Any]:
    found = document.get(name, []) if isinstance(document, Mapping) else None
    if not isinstance(found, list):
        raise ExampleRefused("not_a_list", name)
    return found


def _values(entry: Mapping[str, Any], name: str, place: str) -> Mapping[str, Any]:
    found = entry.get(name, {})
    if not isinstance(found, Mapping):
        raise ExampleRefused("not_an_object", f"{place}.{name}".strip("."))
    return found


def _text(entry: Mapping[str, Any], name: str, place: str = "") -> str:
    found = entry.get(name)
    if not isinstance(found, str) or not found:
        raise ExampleRefused("text_missing", f"{place}.{name}".strip("."))
    return found


def _moment(entry: Mapping[str, Any], name: str, place: str = "") -> datetime:
    try:
        found = datetime.fromisoformat(_text(entry, name, place))
    except ValueError as fault:
        raise ExampleRefused("not_a_moment", f"{place}.{name}".strip(".")) from fault
    if found.tzinfo is None:
        raise ExampleRefused("not_a_moment", f"{place}.{name}".strip("."))
    return found
