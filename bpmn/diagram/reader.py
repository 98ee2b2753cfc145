"""Reads XML from anybody: no DOCTYPE, no processing instructions, bounded size, depth and number of elements.

A streaming pass refuses before a tree is built; only then the tree is parsed, without entities, DTDs or network.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from lxml import etree

from bpmn.diagram.completing import complete
from bpmn.diagram.problem import Problem
from bpmn.diagram.vocabulary import BPMN, SUB_PROCESSES, kind

BYTES = 2 * 1024 * 1024
DEPTH = 64
ELEMENTS = 5_000
HOLDING = SUB_PROCESSES | {"definitions", "collaboration", "process"}
"""Elements whose direct children have names of their own."""
NATIONAL = {"iso-8859-1": "iso-8859-1", "windows-1252": "cp1252", "euc-kr": "cp949", "ks_c_5601-1987": "cp949"}
"""Encodings of older tools → Python's codec (cp949 holds all of EUC-KR)."""
ENCODINGS = ("", "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be")


@dataclass(frozen=True, slots=True)
class Diagram:
    """One file: its root (None when it could not be read) and what is wrong with it."""

    file: str
    root: etree._Element | None
    problems: tuple[Problem, ...]

    def problem(self, rule: str, node: etree._Element | None, **params: object) -> Problem:
        """Make a problem at a node of this file."""
        if node is None:
            return Problem(rule, "", self.file, 0, params)
        return Problem(rule, _identity(node), self.file, line_of(node), params)


def read(content: bytes, file: str) -> Diagram:
    """Read one diagram; a file that is not safe, not XML or not BPMN has no root and says why in `problems`.

    What a tool may leave out stands in the root all the same (`completing`).
    """
    content = _as_unicode(content)
    problem = _unsafe(content, file)
    if problem:
        return Diagram(file, None, (problem,))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        return Diagram(file, None, (Problem("xml", "", file, fault.lineno or 0, {"reason": fault.msg}),))
    if root.tag != f"{{{BPMN}}}definitions":
        return Diagram(file, None, (Problem("not_bpmn", "", file, line_of(root), {"found": str(root.tag)}),))
    complete(root)
    return Diagram(file, root, ())


_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["'][^>]*>""", re.ASCII)


def _as_unicode(content: bytes) -> bytes:
    """Turn a national encoding into UTF-8 (without its declaration), so that every parser reads the very same text."""
    declared = _DECLARED.match(content) if len(content) <= BYTES else None
    codec = NATIONAL.get(declared[1].decode().lower()) if declared else None
    if declared and codec:
        with suppress(UnicodeDecodeError):  # then it is not what it says, and is refused for its encoding
            return content[declared.end() :].decode(codec).encode()
    return content


class _Refusal(Exception):  # noqa: N818  # ends the streaming pass, never leaves this file
    def __init__(self, rule: str, **params: object) -> None:
        self.rule = rule
        self.params = params


class _Guard:
    """Handlers of the streaming pass; each refuses what it must not meet."""

    def __init__(self) -> None:
        self.depth = self.elements = 0

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "").lower() not in ENCODINGS:
            raise _Refusal("encoding", found=encoding)

    def doctype(self, *unused: object) -> None:
        raise _Refusal("doctype")

    def instruction(self, target: str, data: str) -> None:
        raise _Refusal("processing_instruction", found=target)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEPTH:
            raise _Refusal("too_deep", limit=DEPTH)
        if self.elements > ELEMENTS:
            raise _Refusal("too_many_elements", limit=ELEMENTS)

    def end(self, name: str) -> None:
        self.depth -= 1


def _unsafe(content: bytes, file: str) -> Problem | None:
    if len(content) > BYTES:
        return Problem("too_big", "", file, 0, {"limit": BYTES // 1024 // 1024})
    guard, parser = _Guard(), expat.ParserCreate()
    parser.XmlDeclHandler = guard.declaration
    parser.StartDoctypeDeclHandler = guard.doctype
    parser.ProcessingInstructionHandler = guard.instruction
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    try:
        parser.Parse(content, True)
    except _Refusal as refusal:
        return Problem(refusal.rule, "", file, parser.CurrentLineNumber, refusal.params)
    except expat.ExpatError as fault:
        return Problem("xml", "", file, fault.lineno, {"reason": expat.ErrorString(fault.code)})
    return None


def line_of(node: etree._Element) -> int:
    """Give the line a node begins on, counted from 1."""
    line: Any = node.sourceline  # the stubs of lxml leave its type open
    return int(line or 0)


def _identity(node: etree._Element) -> str:
    """Name a node by the element of the process it belongs to: parts of an element have ids that nobody knows."""
    around: etree._Element | None = node
    while around is not None:
        parent = around.getparent()
        if around.get("id") and (parent is None or kind(parent) in HOLDING):
            return str(around.get("id"))
        around = parent
    return ""
