"""The examples (모범 사례) of a version, each replayed: what came of it, and how that differs from the expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from time import monotonic
from typing import Literal

import messages
from bpmn.bundle import Bundle
from bpmn.engine.errors import Refused
from bpmn.examples import Deviation, Example, ExampleRefused, Outcome, deviations, read_story, story_text
from bpmn.model import Finding
from messages import Language
from workflows.drafts.example_gate import ChangedExample, ExamplesReplayed
from workflows.rehearsal.city import rehearsal
from workflows.rehearsal.held import Held
from workflows.rehearsal.replay import outcome, replay

FOLDER = "examples/"
A_WHILE = 2.0
"""Seconds that one visit of a page goes on replaying."""


@dataclass(frozen=True, slots=True)
class Replay:
    """An example and what came of it; `name` is that of its file without folder and ending."""

    name: str
    example: Example
    happened: Outcome

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """Give every difference from what is expected."""
        return deviations(self.example.expected, self.happened)

    def title(self, language: Language) -> str:
        """Give the title in the language of the page."""
        return (self.example.title_en or self.example.title) if language == "en" else self.example.title


def examples_in(bundle: Bundle) -> Mapping[str, Example | ExampleRefused]:
    """Read a bundle's own examples by name; one that cannot be read gives why."""
    return {name: _read(bundle.files[file_of(name)]) for name in _names(bundle)}


def readable_examples(bundle: Bundle) -> Mapping[str, Example]:
    """Read a bundle's own examples by name, leaving out what cannot be read."""
    return {name: each for name, each in examples_in(bundle).items() if isinstance(each, Example)}


def replays(bundle: Bundle, language: Language = "ko", *, seconds: float = inf) -> tuple[Replay, ...]:
    """Replay the readable examples in turn; raises Refused for a version that cannot run.

    After so many seconds the rest is left out; an example that has begun is finished. What was replayed is remembered
    (by this process alone), so that the next call comes further.
    """
    alone, since = without_examples(bundle), monotonic()
    found = []
    for name, example in readable_examples(bundle).items():
        if monotonic() - since >= seconds:
            break
        found.append(Replay(name, example, came_of(alone, example, language)))
    return tuple(found)


def replay_before_publishing(
    before: Bundle | None, after: Bundle, language: Language = "ko", *, seconds: float = inf
) -> ExamplesReplayed:
    """Replay the examples of what would be published, and tell those that changed against the version before.

    An example whose expected outcome was accepted in the draft counts as changed too: the second person accepts it.
    Those that do not come to their turn within so many seconds are counted as `left`.
    """
    old = readable_examples(before) if before else {}
    kept = examples_in(after)
    gone = [ChangedExample(name, old[name].title, old[name].title_en, "gone") for name in old if name not in kept]
    unread = [ChangedExample(name, name, "", "unread") for name, each in kept.items() if not isinstance(each, Example)]
    try:
        happened = replays(after, language, seconds=seconds)
    except Refused:  # what cannot run is refused by the gate before
        return ExamplesReplayed(after.digest, (*unread, *gone))
    left = len(kept) - len(unread) - len(happened)
    return ExamplesReplayed(after.digest, (*_otherwise(old, happened), *unread, *gone), left)


def _otherwise(old: Mapping[str, Example], happened: Iterable[Replay]) -> Iterator[ChangedExample]:
    for each in happened:
        found = each.deviations or (deviations(old[each.name].expected, each.happened) if each.name in old else ())
        if found:
            kind: Literal["stopped", "otherwise"] = "stopped" if each.happened.state == "stopped" else "otherwise"
            yield ChangedExample(each.name, each.example.title, each.example.title_en, kind, found)


def came_of(bundle: Bundle, example: Example, language: Language = "ko") -> Outcome:
    """Let an example happen with a version, or remember what came of it."""
    alone = without_examples(bundle)
    return _came_of(Held.of(alone), story_text(example.story), language)


def without_examples(bundle: Bundle) -> Bundle:
    """Give what of a bundle runs: a changed example is no other process."""
    files = {name: content for name, content in bundle.files.items() if not name.startswith(FOLDER)}
    return Bundle.from_files(files, bundle.process_id) if len(files) < len(bundle.files) else bundle


def file_of(name: str) -> str:
    """Give the file that keeps an example."""
    return f"{FOLDER}{name}.json"


def example_findings(bundle: Bundle, language: Language = "ko") -> tuple[Finding, ...]:
    """Give an error for each example that comes out otherwise, stops on its way or cannot be read."""
    unread = (
        _finding("example_refused", name, language, reason=each.text(language))
        for name, each in examples_in(bundle).items()
        if isinstance(each, ExampleRefused)
    )
    otherwise = (
        _finding("example_deviates", each.name, language, title=each.title(language), how=_how(each, language))
        for each in replays(bundle, language)
        if each.deviations
    )
    return (*unread, *otherwise)


def _finding(rule: str, name: str, language: Language, **params: object) -> Finding:
    said = messages.text(f"examples.finding.{rule}", language, **params)
    return Finding(rule, "error", "", file_of(name), 0, said)


def _how(each: Replay, language: Language) -> str:
    return " ".join(deviation.text(language) for deviation in each.deviations)


def _names(bundle: Bundle) -> list[str]:
    return [name.removeprefix(FOLDER).removesuffix(".json") for name in bundle.files if name.startswith(FOLDER)]


def _read(content: bytes) -> Example | ExampleRefused:
    try:
        return Example.read(content)
    except ExampleRefused as refused:
        return refused


@lru_cache(maxsize=256)
def _came_of(held: Held, story: str, language: Language) -> Outcome:
    told = read_story(story)
    with rehearsal(held.bundle, told.at) as city:
        return outcome(replay(city, held.bundle, told), language)
