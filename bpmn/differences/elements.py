"""What changes at single elements: new ones, gone ones, names, who does them, by when, on what basis."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.kinds import KindName
from bpmn.diagram.names import Name
from bpmn.differences.change import Change, Role, Said, Weight, Word, quoted, shown
from bpmn.differences.deadline import deadline
from bpmn.differences.outline import Element, Outline

APPEARANCE = frozenset({"documentation", "instructions", "milestone"})
CONTENT = frozenset({"form", "decision", "dueClause"})
IN_ROUTES = frozenset({"default", "starts"})
"""Said by the routes and by what can happen where."""


def element_changes(old: Outline, new: Outline) -> Iterator[Change]:
    """Compare element by element; ids tell which is which."""
    for element in new.elements.values():
        if element.id not in old.elements:
            yield _added(element)
    for element in old.elements.values():
        if element.id not in new.elements:
            yield _about("element_removed", element, "flow", kind=KindName(element.kind))
    for element in new.elements.values():
        if element.id in old.elements:
            yield from _changed(old.elements[element.id], element)


def layout_changes(old: Outline, new: Outline) -> Iterator[Change]:
    """Say once that something was only moved on the sheet."""
    if any(new.shapes.get(each, place) != place for each, place in old.shapes.items()):
        yield Change("layout", "diagram", "", "appearance")


def _added(element: Element) -> Change:
    kind = KindName(element.kind)
    if element.roles and element.kind in ("userTask", "manualTask"):
        return _about("task_added", element, "flow", kind=kind, roles=_roles(element))
    return _about("element_added", element, "flow", kind=kind)


def _changed(old: Element, new: Element) -> Iterator[Change]:
    if old.name != new.name:
        yield Change("name_changed", "diagram", new.id, "appearance", {"old": _both(old.name), "new": _both(new.name)})
    if old.kind != new.kind:
        kinds = {"old": KindName(old.kind), "new": KindName(new.kind)}
        yield _about("kind_changed", new, "flow", **kinds)
    if (old.inside, old.attached) != (new.inside, new.attached):
        yield _about("moved_into", new, "flow")
    if old.roles != new.roles and new.kind in ("userTask", "manualTask"):
        yield _about("roles_changed", new, "flow", old=_roles(old), new=_roles(new))
    yield from _listed(old, new)
    for key in sorted({*old.says, *new.says} - IN_ROUTES):
        before, after = old.says.get(key, ""), new.says.get(key, "")
        if before != after:
            yield _said(new, key, before, after)


def _listed(old: Element, new: Element) -> Iterator[Change]:
    for kind, more, fewer in (("clauses_added", new, old), ("clauses_removed", old, new)):
        clauses = [clause for clause in more.clauses if clause not in fewer.clauses]
        if clauses:
            yield _about(kind, new, "content", clauses=", ".join(clauses))
    for kind, more, fewer in (("distinct_added", new, old), ("distinct_removed", old, new)):
        others = [other for other in more.distinct_from if other not in fewer.distinct_from]
        if others:
            yield _about(kind, new, "flow", others=", ".join(others))


def _said(element: Element, key: str, before: str, after: str) -> Change:
    if key == "due":
        return _about("due_changed", element, "flow", old=deadline(before), new=deadline(after))
    name, _, given = key.partition(" ")
    weight: Weight = "appearance" if name in APPEARANCE else "content" if name in CONTENT else "flow"
    what = Word(f"says.{name}", {"given": given})
    return _about("says_changed", element, weight, what=what, old=shown(before), new=shown(after))


def _about(kind: str, element: Element, weight: Weight, /, **params: Said | str) -> Change:
    return Change(kind, "diagram", element.id, weight, {"name": element.name, **params})


def _roles(element: Element) -> Said:
    return quoted(Role(role) for role in element.roles) if element.roles else Word("nothing")


def _both(name: Name) -> str:
    return f"{name.ko} ({name.en})" if name.en else name.ko
