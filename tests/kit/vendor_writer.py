"""Writes elements and their shapes in the dialect of a tool."""

# ruff: noqa: E501 -- lines of XML as the tools write them

from __future__ import annotations

from tests.kit.vendor_dialects import Dialect

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_STANDARD = {
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


class Writer:
    """Writes elements and their shapes in one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.p = f"{dialect.prefix}:" if dialect.prefix else ""
        self.drawn: list[str] = []

    def id(self, name: str) -> str:
        """Give the id as the tool forms it."""
        return self.dialect.ids.format(name)

    def element(self, tag: str, name: str, inner: str = "", /, *, place: str = "", **attributes: str) -> str:
        """Write an element with what the tool adds to it."""
        place = place or tag
        own = " ".join(f'{key}="{value}"' for key, value in attributes.items())
        vendor = self.dialect.attributes.get(place, "")
        extension = self.dialect.extensions.get(place, "")
        inside = f"<{self.p}extensionElements>{extension}</{self.p}extensionElements>" if extension else ""
        return f'<{self.p}{tag} id="{self.id(name)}" {own} {vendor}>{inside}{inner}</{self.p}{tag}>'

    def child(self, tag: str, text: str, /, **attributes: str) -> str:
        """Write a child that holds text."""
        own = "".join(f' {key.replace("__", ":")}="{value}"' for key, value in attributes.items())
        return f"<{self.p}{tag}{own}>{text}</{self.p}{tag}>"

    def flow(self, source: str, target: str, inner: str = "", /, **attributes: str) -> str:
        """Write a sequence flow and draw it."""
        name = f"{source}_to_{target}"
        self.edge(name)
        ends = {"sourceRef": self.id(source), "targetRef": self.id(target)}
        return self.element("sequenceFlow", name, inner, place="flow", **ends, **attributes)

    def shape(self, name: str, x: int, y: int, width: int, height: int, /, **attributes: str) -> None:
        """Draw a shape."""
        own = " ".join(f'{key}="{value}"' for key, value in attributes.items())
        label = self._label(x, y)
        self.drawn.append(
            f'<bpmndi:BPMNShape id="{self.id(name)}_di" bpmnElement="{self.id(name)}" {own} {self.dialect.attributes.get("shape", "")}>'
            f'<dc:Bounds x="{self._n(x)}" y="{self._n(y)}" width="{self._n(width)}" height="{self._n(height)}" />{label}</bpmndi:BPMNShape>'
        )

    def edge(self, name: str) -> None:
        """Draw a connection."""
        self.drawn.append(
            f'<bpmndi:BPMNEdge id="{self.id(name)}_di" bpmnElement="{self.id(name)}">'
            f'<di:waypoint x="{self._n(100)}" y="{self._n(100)}" /><di:waypoint x="{self._n(260)}" y="{self._n(100)}" /></bpmndi:BPMNEdge>'
        )

    def _n(self, number: int) -> str:
        return self.dialect.number.format(number)

    def _label(self, x: int, y: int) -> str:
        if not self.dialect.label_style:
            return ""
        bounds = f'<dc:Bounds x="{self._n(x)}" y="{self._n(y)}" width="{self._n(40)}" height="{self._n(12)}" />'
        return f'<bpmndi:BPMNLabel labelStyle="style_1">{bounds}</bpmndi:BPMNLabel>'

    # --- what every content has

    def task(self, x: int = 260) -> str:
        """Write the user task that the tests rename."""
        self.shape("task", x, 60, 100, 80)
        documentation = self.child("documentation", self.dialect.documentation, textFormat="text/plain")
        vendor = self.dialect.extensions.get("userTask", "")
        inside = f"<{self.p}extensionElements>{vendor}</{self.p}extensionElements>" if vendor else ""
        own = self.dialect.attributes.get("userTask", "")
        default = 'implementation="##unspecified"' if self.dialect.explicit else ""
        return f'<{self.p}userTask id="{self.id("task")}" name="심사" {own} {default}>{documentation}{inside}</{self.p}userTask>'

    def start(self) -> str:
        """Write the start."""
        self.shape("start", 100, 82, 36, 36)
        explicit = {"isInterrupting": "true"} if self.dialect.explicit else {}
        return self.element("startEvent", "start", name="시작", **explicit)

    def definitions(self, process: str, *, roots: str = "", plane: str = "process") -> str:
        """Write the whole file."""
        spaces = {**_STANDARD, **self.dialect.namespaces}
        default = f'xmlns:{self.dialect.prefix}="{BPMN}"' if self.dialect.prefix else f'xmlns="{BPMN}"'
        declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
        extension = self.dialect.extensions.get("definitions", "")
        inside = f"<{self.p}extensionElements>{extension}</{self.p}extensionElements>" if extension else ""
        style = '<bpmndi:BPMNLabelStyle id="style_1"><dc:Font name="Arial" size="12.0" isBold="false" isItalic="false" isUnderline="false" isStrikeThrough="false" /></bpmndi:BPMNLabelStyle>'
        return f"""<?xml version="1.0" encoding="UTF-8"?>
{self.dialect.before_root}
<{self.p}definitions {default} {declared} id="{self.id("definitions")}" targetNamespace="urn:city:processes" {self.dialect.attributes.get("definitions", "")}>
  {inside}{self.dialect.roots.format(p=self.p)}{roots}{process}
  <bpmndi:BPMNDiagram id="{self.id("diagram")}" name="그림" resolution="96.00000267028808">
    <bpmndi:BPMNPlane id="{self.id("plane")}" bpmnElement="{self.id(plane)}">{"".join(self.drawn)}</bpmndi:BPMNPlane>
    {style if self.dialect.label_style else ""}
  </bpmndi:BPMNDiagram>
</{self.p}definitions>"""

    def process(self, content: str) -> str:
        """Write the process around its content."""
        return self.element("process", "process", content, name="결재", isExecutable="true", isClosed="false")
