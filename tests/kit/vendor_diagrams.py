"""Diagrams as other tools write them: every dialect with every kind of content, drawn, with whatever they add."""

# ruff: noqa: E501 -- lines of XML as the tools write them

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.kit.vendor_dialects import DIALECTS
from tests.kit.vendor_writer import Writer

Content = Callable[[Writer], str]


def sequence(w: Writer) -> str:
    """A start, a task, a choice, two ends; a comment in between."""
    w.shape("choice", 420, 75, 50, 50, isMarkerVisible="true")
    w.shape("yes", 560, 82, 36, 36)
    w.shape("no", 560, 182, 36, 36)
    condition = w.child("conditionExpression", "${amount &gt; 3}", xsi__type=f"{w.p}tFormalExpression")
    direction = {"gatewayDirection": "Diverging"} if w.dialect.explicit else {}
    return w.definitions(
        w.process(
            w.start()
            + "<!-- 갈림길 앞 -->"
            + w.task()
            + w.element(
                "exclusiveGateway", "choice", place="gateway", default=w.id("choice_to_no"), name="맞나?", **direction
            )
            + w.element("endEvent", "yes", f"<{w.p}terminateEventDefinition id='{w.id('ends')}'/>")
            + w.element("endEvent", "no")
            + w.flow("start", "task")
            + w.flow("task", "choice")
            + w.flow("choice", "yes", condition, name="예")
            + w.flow("choice", "no")
        )
    )


def collaboration(w: Writer) -> str:
    """Two pools, lanes, a message flow, a black box."""
    w.shape("pool", 40, 20, 800, 200, isHorizontal="true")
    w.shape("other", 40, 300, 800, 80, isHorizontal="true")
    w.shape("lane", 70, 20, 770, 200, isHorizontal="true")
    nodes = "".join(w.child("flowNodeRef", w.id(each)) for each in ("start", "task"))
    lanes = (
        f'<{w.p}laneSet id="{w.id("lanes")}" name="소관">{w.element("lane", "lane", nodes, name="담당")}</{w.p}laneSet>'
    )
    process = w.process(lanes + w.start() + w.task() + w.flow("start", "task"))
    w.edge("told")
    ends = {"sourceRef": w.id("task"), "targetRef": w.id("other")}
    pools = (
        w.element("participant", "pool", name="시청", processRef=w.dialect.reference.format(w.id("process")))
        + w.element("participant", "other", f'<{w.p}participantMultiplicity minimum="1" maximum="3" />', name="신청자")
        + w.element("messageFlow", "told", name="알림", **ends)
    )
    together = w.element("collaboration", "together", pools, isClosed="false")
    return w.definitions(process, roots=together, plane="together")


def nesting(w: Writer) -> str:
    """A sub-process with a boundary timer and an error, an event sub-process, a call."""
    error = f'<{w.p}error id="{w.id("fault")}" name="기한 지남" errorCode="LATE" />'
    w.shape("group", 200, 200, 300, 160, isExpanded="true")
    w.shape("inner", 230, 260, 36, 36)
    w.shape("late", 300, 342, 36, 36)
    w.shape("call", 560, 60, 100, 80)
    w.shape("caught", 600, 122, 36, 36)
    w.shape("aside", 200, 420, 200, 120, isExpanded="true")
    w.shape("on_signal", 230, 460, 36, 36)
    timer = f'<{w.p}timerEventDefinition id="{w.id("after")}">{w.child("timeDuration", "PT24H", xsi__type=f"{w.p}tFormalExpression")}</{w.p}timerEventDefinition>'
    signal = f'<{w.p}signal id="{w.id("alarm")}" name="경보" />'
    on_signal = (
        f'<{w.p}signalEventDefinition id="{w.id("heard")}" signalRef="{w.dialect.reference.format(w.id("alarm"))}" />'
    )
    on_error = (
        f'<{w.p}errorEventDefinition id="{w.id("what")}" errorRef="{w.dialect.reference.format(w.id("fault"))}" />'
    )
    explicit = {"cancelActivity": "true"} if w.dialect.explicit else {}
    return w.definitions(
        w.process(
            w.start()
            + w.task()
            + w.element("subProcess", "group", w.element("startEvent", "inner"), name="묶음")
            + w.element("boundaryEvent", "late", timer, attachedToRef=w.id("group"), cancelActivity="false")
            + w.element("callActivity", "call", calledElement="other_process", name="부르기")
            + w.element("boundaryEvent", "caught", on_error, attachedToRef=w.id("call"), **explicit)
            + w.element(
                "subProcess",
                "aside",
                w.element("startEvent", "on_signal", on_signal, isInterrupting="false"),
                triggeredByEvent="true",
            )
            + w.flow("start", "task")
            + w.flow("task", "group")
            + w.flow("group", "call")
        ),
        roots=error + signal,
    )


def data(w: Writer) -> str:
    """Data objects, a store, inputs and outputs, associations, a note and a group."""
    w.shape("paper", 300, 200, 36, 50)
    w.shape("archive", 400, 200, 50, 50)
    w.shape("note", 300, 300, 140, 60)
    w.shape("frame", 240, 20, 200, 160)
    w.edge("noted")
    store = f'<{w.p}dataStore id="{w.id("store")}" name="대장" capacity="10" isUnlimited="false" />'
    category = f'<{w.p}category id="{w.id("category")}"><{w.p}categoryValue id="{w.id("value")}" value="소관" /></{w.p}category>'
    given = f'<{w.p}dataInput id="{w.id("given")}" name="신청서" />'
    made = f'<{w.p}dataOutput id="{w.id("made")}" name="의견" />'
    sets = f"<{w.p}inputSet>{w.child('dataInputRefs', w.id('given'))}</{w.p}inputSet><{w.p}outputSet>{w.child('dataOutputRefs', w.id('made'))}</{w.p}outputSet>"
    assignment = f"<{w.p}assignment>{w.child('from', '&#34;1&#34;', xsi__type=f'{w.p}tFormalExpression')}{w.child('to', w.id('given'), xsi__type=f'{w.p}tFormalExpression')}</{w.p}assignment>"
    w.edge("into")
    into = f'<{w.p}dataInputAssociation id="{w.id("into")}">{w.child("sourceRef", w.id("paper"))}{w.child("targetRef", w.id("given"))}{assignment}</{w.p}dataInputAssociation>'
    task = w.task().replace(
        f"</{w.p}userTask>",
        f'<{w.p}ioSpecification id="{w.id("io")}">{given}{made}{sets}</{w.p}ioSpecification>{into}'
        f'<{w.p}potentialOwner id="{w.id("owner")}" name="소유자"><{w.p}resourceAssignmentExpression>{w.child("formalExpression", "officer")}</{w.p}resourceAssignmentExpression></{w.p}potentialOwner></{w.p}userTask>',
    )
    return w.definitions(
        w.process(
            f'<{w.p}property id="{w.id("property")}" name="금액" itemSubjectRef="_ItemNowhere" />'
            + w.start()
            + task
            + w.element("dataObject", "object", isCollection="true")
            + w.element(
                "dataObjectReference",
                "paper",
                f'<{w.p}dataState name="접수됨" />',
                dataObjectRef=w.id("object"),
                name="신청서",
            )
            + w.element(
                "dataStoreReference", "archive", dataStoreRef=w.dialect.reference.format(w.id("store")), name="대장"
            )
            + w.flow("start", "task")
            + w.element("textAnnotation", "note", w.child("text", "메모 &lt;중요&gt;"), textFormat="text/plain")
            + w.element(
                "association", "noted", sourceRef=w.id("task"), targetRef=w.id("note"), associationDirection="None"
            )
            + w.element("group", "frame", categoryValueRef=w.id("value"))
        ),
        roots=store + category,
    )


def automation(w: Writer) -> str:
    """Service and script tasks, multi-instance over variables, a loop, messages with correlation."""
    message = f'<{w.p}message id="{w.id("message")}" name="취하" />'
    for place, name in enumerate(("pay", "count", "ask", "told")):
        w.shape(name, 420 + 140 * place, 60, 100, 80)
    many = (
        f'<{w.p}multiInstanceLoopCharacteristics isSequential="true" behavior="All">'
        + w.child("loopDataInputRef", "asked_divisions")
        + f'<{w.p}inputDataItem id="{w.id("item")}" name="division" />'
        + w.child("completionCondition", "done == 3", xsi__type=f"{w.p}tFormalExpression")
        + f"</{w.p}multiInstanceLoopCharacteristics>"
    )
    again = f'<{w.p}standardLoopCharacteristics testBefore="false" loopMaximum="3">{w.child("loopCondition", "again")}</{w.p}standardLoopCharacteristics>'
    script = w.child("script", "<![CDATA[if (a < 3 && b) {\n  total = a;\n}]]>")
    return w.definitions(
        w.process(
            w.start()
            + w.task()
            + w.element("serviceTask", "pay", many, name="지급", implementation="##WebService")
            + w.element("scriptTask", "count", script, scriptFormat="text/x-groovy", name="계산")
            + w.element("sendTask", "ask", again, name="보내기", messageRef=w.dialect.reference.format(w.id("message")))
            + w.element("receiveTask", "told", messageRef=w.id("message"), instantiate="false", name="받기")
            + w.flow("start", "task")
            + w.flow("task", "pay")
            + w.flow("pay", "count")
            + w.flow("count", "ask")
            + w.flow("ask", "told")
        ),
        roots=message,
    )


def oddities(w: Writer) -> str:
    """What no reader expects: rich text, strangers outside their place, references to nowhere, a second diagram."""
    rich = '<xhtml:p xmlns:xhtml="http://www.w3.org/1999/xhtml">첫 <xhtml:b>굵은</xhtml:b> 말</xhtml:p>'
    task = w.task().replace(
        "<" + w.p + "documentation",
        f'<odd:outside xmlns:odd="urn:odd" odd:level="2">자리 밖</odd:outside><{w.p}documentation',
        1,
    )
    process = w.process(
        w.child("documentation", f"앞말 {rich} 뒷말")
        + w.start()
        + task
        + w.flow("start", "task")
        + w.element("sendTask", "lost", messageRef="message_of_another_file", operationRef="ns9:nowhere")
        + f'<{w.p}correlationSubscription id="{w.id("c")}" correlationKeyRef="key_nowhere" />'
    ).replace('isExecutable="true"', 'isExecutable="1" unheardOf="yes"')
    w.shape("lost", 420, 60, 100, 80)
    whole = w.definitions(process)
    second = '<bpmndi:BPMNDiagram id="second"><bpmndi:BPMNPlane id="second_plane" bpmnElement="{}"><bpmndi:BPMNShape id="second_shape" bpmnElement="{}" odd="1"><dc:Bounds x="1" y="2" width="100" height="80" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>'
    end = f"</{w.p}definitions>"
    return whole.replace(end, f"<!-- 끝 -->{second.format(w.id('process'), w.id('task'))}{end}")


CONTENTS: tuple[Content, ...] = (sequence, collaboration, nesting, data, automation, oddities)


@dataclass(frozen=True)
class VendorDiagram:
    """One diagram, and the id of the user task in it."""

    name: str
    xml: str
    task: str


def vendor_diagrams() -> Iterator[VendorDiagram]:
    """Give every dialect with every content."""
    for dialect in DIALECTS:
        for content in CONTENTS:
            writer = Writer(dialect)
            yield VendorDiagram(f"{dialect.name}, {content.__name__}", content(writer), writer.id("task"))
