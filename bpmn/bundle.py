"""One process's files read together: its diagram, forms, decisions, letters, and those of the processes it calls.

A folder holds `process.bpmn`, `forms/*.json`, `decisions/*.dmn`, `letters/*.toml`, `examples/*.json`; what else
stands there (`README.md`, scripts of `jorye play` in `play/`) is no part of it. A single file is a bundle too, with the
`.dmn` files beside it; neither need be called so, for other tools write `.bpmn20.xml` and `.dmn11.xml`. What a diagram
calls is looked for in the neighbouring files and folders and sits under `called/<process id>/…`, so that the files of
one stored version are complete.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from bpmn.diagram import read
from bpmn.diagram.vocabulary import JORYE, children, is_true, tag
from bpmn.fractions import read_fraction

PARTS = {"forms": "*.json", "decisions": "*.dmn", "letters": "*.toml", "examples": "*.json"}
MAIN = "process.bpmn"
DIAGRAMS = ("*.bpmn", "*.bpmn20.xml")
_DECISION = re.compile(r"(.+)\.dmn(?:(?:\d\d)?\.xml)?")
_PART = re.compile("|".join(rf"{folder}/\w[\w.-]{{0,99}}\{kind[1:]}" for folder, kind in PARTS.items()))


@dataclass(frozen=True)
class Bundle:
    """All files of one process; equal content has an equal digest."""

    process_id: str
    title: str
    title_en: str
    digest: str
    files: Mapping[str, bytes]
    """File name inside the bundle → content, the called processes' files under `called/<process id>/` included."""

    @classmethod
    def read(cls, path: Path | str, process_id: str = "") -> Bundle:
        """Read a folder or a file of one diagram; raises FileNotFoundError when there is none.

        `process_id` chooses among several processes of one file; without it, the first executable one that no other
        calls. A diagram that cannot be read still gives a bundle; `Engine.load` says what is wrong with it.
        """
        return cls.from_files({name: place.read_bytes() for name, place in places(path).items()}, process_id)

    @classmethod
    def from_files(cls, files: Mapping[str, bytes], process_id: str = "") -> Bundle:
        """Put together what was stored; `process_id` chooses among several processes of the main diagram."""
        files = dict(sorted(files.items()))
        main = main_file(files)
        processes = _processes(files[main], main)
        chosen = _chosen(processes, process_id)
        title = chosen.get("name", "") if chosen is not None else ""
        title_en = chosen.get(tag("nameEn", JORYE), "") if chosen is not None else ""
        own_id = str(chosen.get("id") or "") if chosen is not None else process_id
        return cls(own_id, title or own_id or main, title_en, _digest(own_id, files), files)

    @property
    def main(self) -> str:
        """Name of the file that holds the process's diagram."""
        return main_file(self.files)

    @cached_property
    def drawn_ids(self) -> frozenset[str]:
        """The ids of all processes drawn in the main diagram itself."""
        return frozenset(str(process.get("id")) for process in _processes(self.files[self.main], self.main))

    @cached_property
    def called(self) -> Mapping[str, Bundle]:
        """The processes this one calls, directly or through others, by their ids."""
        parts: dict[str, dict[str, bytes]] = {}
        for name, content in self.files.items():
            if name.startswith("called/"):
                _, called_id, rest = name.split("/", 2)
                parts.setdefault(called_id, {})[rest] = content
        return {called_id: Bundle.from_files(files, called_id) for called_id, files in parts.items()}

    def form(self, process_id: str, form_id: str) -> Mapping[str, Any]:
        """Read a form document; raises KeyError when the process has no such form."""
        document: Mapping[str, Any] = json.loads(
            self._file(process_id, f"forms/{form_id}.json"), parse_float=read_fraction
        )
        return document

    def decision(self, process_id: str, decision_id: str) -> bytes:
        """Give the DMN file of a decision, found by its file name or by the id inside; raises KeyError without one."""
        return self._file(process_id, self.decision_file(process_id, decision_id))

    def decision_file(self, process_id: str, decision_id: str) -> str:
        """Name the file that holds a decision; raises KeyError when none does."""
        named, files = f"decisions/{decision_id}.dmn", self._of(process_id).files
        if named in files:
            return named
        for name, content in files.items():
            if name.startswith("decisions/") and decision_id in _decision_ids(content):
                return name
        raise KeyError(named)

    def letter(self, process_id: str, letter_id: str) -> Mapping[str, Any]:
        """Read a letter model; raises KeyError when the process has no such letter."""
        return tomllib.loads(self._file(process_id, f"letters/{letter_id}.toml").decode())

    def _of(self, process_id: str) -> Bundle:
        return self.called.get(process_id, self) if process_id != self.process_id else self

    def _file(self, process_id: str, name: str) -> bytes:
        return self._of(process_id).files[name]


def is_part(name: str) -> bool:
    """Tell whether a process has files of this name: `process.bpmn`, `forms/<id>.json` and so on."""
    return name == MAIN or _PART.fullmatch(name) is not None


def is_decision(file: Path) -> bool:
    """Tell whether a file is named as decisions are: `band.dmn`, or as other tools do, `band.dmn11.xml`."""
    return _DECISION.fullmatch(file.name) is not None


def main_file(files: Mapping[str, bytes]) -> str:
    """Name the diagram among a bundle's files; raises FileNotFoundError when there is none."""
    if MAIN in files:
        return MAIN
    for name in files:
        if "/" not in name:
            return name
    raise FileNotFoundError(MAIN)


def places(path: Path | str) -> Mapping[str, Path]:
    """Give for every file of a bundle that is read from a path where it lies; raises FileNotFoundError."""
    path = Path(path)
    path = path.parent if path.name == MAIN else path
    return {**_own_places(path), **_called_places(path.absolute())}


def _own_places(path: Path) -> dict[str, Path]:
    if path.is_dir():
        parts = [(folder, file) for folder, pattern in PARTS.items() for file in (path / folder).glob(pattern)]
        return {MAIN: path / MAIN, **{f"{folder}/{file.name}": file for folder, file in parts}}
    beside = sorted(filter(is_decision, path.parent.iterdir()), key=lambda file: file.suffix == ".dmn")
    return {path.name: path, **{_DECISION.sub(r"decisions/\1.dmn", file.name): file for file in beside}}


def _called_places(path: Path) -> dict[str, Path]:
    """Find the files of everything that is called, also through others; what is missing is left to `Engine.load`."""
    diagram = _diagram(path)
    found: dict[str, Path] = {}
    done = {process.get("id") for process in _processes(diagram.read_bytes(), diagram.name)}
    wanted = [called for called in called_ids(diagram.read_bytes()) if called not in done]
    neighbours = {} if not wanted else dict(_neighbours(path))
    while wanted:
        called_id = wanted.pop()
        if called_id in done or called_id not in neighbours:
            continue
        done.add(called_id)
        place = neighbours[called_id]
        found |= {f"called/{called_id}/{name}": file for name, file in _own_places(place).items() if runs(name)}
        wanted += called_ids(_diagram(place).read_bytes())
    return found


def _diagram(path: Path) -> Path:
    return path / MAIN if path.is_dir() else path


def runs(name: str) -> bool:
    """Tell whether a file matters for running: a called process's examples do not."""
    return not name.startswith("examples/")


def _neighbours(path: Path) -> Iterator[tuple[str, Path]]:
    """Give every process of the neighbouring files and folders with the place it is kept in."""
    folders = [path.parent] if path.is_dir() else [path.parent, path.parent.parent]
    files = [] if path.is_dir() else sorted(file for kind in DIAGRAMS for file in path.parent.glob(kind))
    for place in [*(file for folder in folders for file in sorted(folder.glob(f"*/{MAIN}"))), *files]:
        for process in _processes(place.read_bytes(), place.name):
            yield str(process.get("id")), place.parent if place.name == MAIN else place


def _processes(diagram: bytes, file: str) -> list[etree._Element]:
    root = read(diagram, file).root
    return [] if root is None else [process for process in children(root, "process") if process.get("id")]


def _chosen(processes: list[etree._Element], process_id: str) -> etree._Element | None:
    if process_id:
        return next((process for process in processes if process.get("id") == process_id), None)
    called = {call.get("calledElement") for process in processes for call in process.iter(tag("callActivity"))}
    executable = [process for process in processes if is_true(process, "isExecutable")]
    outermost = [process for process in executable or processes if process.get("id") not in called]
    return next(iter(outermost or executable or processes), None)


def called_ids(diagram: bytes) -> list[str]:
    """Give the ids of the processes that the call activities of a diagram name."""
    root = read(diagram, "").root
    calls = [] if root is None else root.iter(tag("callActivity"))
    return [str(call.get("calledElement")) for call in calls if call.get("calledElement")]


def _decision_ids(dmn: bytes) -> set[str]:
    try:
        root = etree.fromstring(dmn, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return set()
    return {str(node.get("id")) for node in root.iter("{*}decision")}


def _digest(process_id: str, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(process_id.encode())
    for name, content in files.items():
        digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
