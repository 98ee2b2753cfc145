"""The elements of a process as its diagram draws them: name, kind, lane, clauses, form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from bpmn.bundle import Bundle
from bpmn.diagram import read
from bpmn.diagram.vocabulary import FLOW_NODES, JORYE, child_text, children, kind, tag
from messages import Language


@dataclass(frozen=True, slots=True)
class Element:
    """One flow node of a process; `roles` are those of its lane, `message` the name of what it receives."""

    element: str
    process_id: str
    kind: str
    name_ko: str
    name_en: str
    roles: frozenset[str]
    clauses: tuple[str, ...]
    form: str
    inside: str
    """The sub-process that holds the element; empty for one of the process itself."""
    called: str
    timed: bool
    """Whether the clock triggers it."""
    message: str
    described: str
    """The diagram's own documentation of the element; empty without one."""
    instructions_ko: str
    instructions_en: str
    """Text with `{{ expression }}` shown above the form; empty without one."""
    milestone_ko: str
    """What the history says once the element is completed; empty for most elements."""

    def instructions(self, language: Language) -> str:
        """Give the instructions in the language of the page; Korean where there are no English ones."""
        return (self.instructions_en or self.instructions_ko) if language == "en" else self.instructions_ko

    def milestone(self, language: Language) -> str:
        """Give the milestone's words; in English the element's own name stands for them."""
        return (self.name_en or self.milestone_ko) if self.milestone_ko and language == "en" else self.milestone_ko

    def name(self, language: Language) -> str:
        """Give the name in the language of the page."""
        return (self.name_en or self.name_ko) if language == "en" else self.name_ko


def elements(bundle: Bundle) -> tuple[Element, ...]:
    """List the elements of the bundle's own process, in the order of the diagram's file."""
    return _elements(bundle.digest, _Held(bundle))


def all_elements(bundle: Bundle) -> dict[tuple[str, str], Element]:
    """Give the elements of the process and of every process it calls, by process and element id."""
    together = [bundle, *bundle.called.values()]
    return {(each.process_id, each.element): each for part in together for each in elements(part)}


def element_names(bundle: Bundle, language: Language) -> dict[str, str]:
    """Name the elements by their ids; one of a called process also by its `called_id`, and own ones come first."""
    named: dict[str, str] = {}
    for (process_id, element), each in all_elements(bundle).items():
        named.setdefault(element, each.name(language))
        if process_id != bundle.process_id:
            named[called_id(process_id, element)] = each.name(language)
    return named


def called_id(process_id: str, element: str) -> str:
    """Give the id of an element of a called process, which may be that of an own one too."""
    return f"{process_id}/{element}"


def receiving(known: Mapping[tuple[str, str], Element], element: str, message: str) -> Element | None:
    """Give the event that receives a message at a place: the place itself, or the start of an event sub-process."""
    events = (each for each in known.values() if each.message == message)
    return next((each for each in events if element in (each.element, each.inside)), None)


def lane_roles(bundle: Bundle) -> frozenset[str]:
    """Give every role that stands in a lane of the process or of one it calls."""
    return frozenset(role for element in all_elements(bundle).values() for role in element.roles)


def start_elements(bundle: Bundle) -> tuple[Element, ...]:
    """Give the start events that a person may use: those of the process itself without message or timer."""
    plain = (each for each in elements(bundle) if each.kind == "startEvent" and not each.inside)
    return tuple(each for each in plain if not each.message and not each.timed)


class _Held:
    """A bundle that a cache may hold by its digest alone."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=256)
def _elements(digest: str, held: _Held) -> tuple[Element, ...]:
    bundle = held.bundle
    root = read(bundle.files[bundle.main], bundle.main).root
    if root is None:
        return ()
    messages = {str(node.get("id")): str(node.get("name")) for node in children(root, "message")}
    process = next((each for each in children(root, "process") if each.get("id") == bundle.process_id), None)
    return () if process is None else tuple(_nodes(process, bundle.process_id, messages))


def _nodes(process: etree._Element, process_id: str, messages: dict[str, str]) -> Iterator[Element]:
    lanes = _lanes(process)
    for node in process.iter():
        if not isinstance(node.tag, str) or kind(node) not in FLOW_NODES:
            continue
        element = str(node.get("id"))
        yield Element(
            element=element,
            process_id=process_id,
            kind=kind(node),
            name_ko=" ".join(node.get("name", "").split()),
            name_en=_own(node, "nameEn"),
            roles=frozenset(_own(node, "role").split()) or lanes.get(element, frozenset()),
            clauses=tuple(_own(node, "clauses").split()),
            form=_own(node, "form"),
            inside="" if _around(node) == process_id else _around(node),
            called=node.get("calledElement", ""),
            timed=bool(children(node, "timerEventDefinition")),
            message=_message(node, messages),
            described=child_text(node, "documentation"),
            instructions_ko=_own(node, "instructions"),
            instructions_en=_own(node, "instructionsEn"),
            milestone_ko=_own(node, "milestone"),
        )


def _lanes(process: etree._Element) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for lane in process.iter(tag("lane")):
        roles = frozenset(_own(lane, "role").split())
        for reference in children(lane, "flowNodeRef"):
            found[(reference.text or "").strip()] = roles
    _inherit(process, found)
    return found


def _inherit(process: etree._Element, found: dict[str, frozenset[str]]) -> None:
    """What stands inside a sub-process, or on the edge of a task, belongs to the lane of what holds it."""
    for node in process.iter():
        if not isinstance(node.tag, str) or kind(node) not in FLOW_NODES or str(node.get("id")) in found:
            continue
        holder = node.get("attachedToRef") or _around(node)
        if holder in found:
            found[str(node.get("id"))] = found[holder]


def _around(node: etree._Element) -> str:
    parent = node.getparent()
    return "" if parent is None else str(parent.get("id"))


def _message(node: etree._Element, messages: dict[str, str]) -> str:
    for definition in (node, *children(node, "messageEventDefinition")):
        reference = definition.get("messageRef")
        if reference:
            return messages.get(reference, reference)
    return ""


def _own(node: etree._Element, name: str) -> str:
    return node.get(tag(name, JORYE), "").strip()
