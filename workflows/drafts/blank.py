"""The diagram a new process begins with: one lane, one task, from start to end."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

_DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
 xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:jorye="urn:jorye:bpmn:1"
 id="definitions" targetNamespace="urn:jorye:process">
  <bpmn:collaboration id="collaboration">
    <bpmn:participant id="pool" name={title} processRef={process_id}/>
  </bpmn:collaboration>
  <bpmn:process id={process_id} name={title} isExecutable="true">
    <bpmn:laneSet id="lanes">
      <bpmn:lane id="lane_officer" name="담당자" jorye:nameEn="Officer" jorye:role="officer">
        <bpmn:flowNodeRef>start</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>first_task</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>end</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="start" name="시작" jorye:nameEn="Start">
      <bpmn:outgoing>to_task</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="to_task" sourceRef="start" targetRef="first_task"/>
    <bpmn:userTask id="first_task" name="할 일" jorye:nameEn="Task">
      <bpmn:incoming>to_task</bpmn:incoming><bpmn:outgoing>to_end</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="to_end" sourceRef="first_task" targetRef="end"/>
    <bpmn:endEvent id="end" name="끝" jorye:nameEn="End"><bpmn:incoming>to_end</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">
      <bpmndi:BPMNShape id="pool_shape" bpmnElement="pool" isHorizontal="true">
        <dc:Bounds x="120" y="80" width="600" height="200"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="lane_shape" bpmnElement="lane_officer" isHorizontal="true">
        <dc:Bounds x="150" y="80" width="570" height="200"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="start_shape" bpmnElement="start"><dc:Bounds x="212" y="162" width="36" height="36"/>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="task_shape" bpmnElement="first_task"><dc:Bounds x="330" y="140" width="100" height="80"/>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end_shape" bpmnElement="end"><dc:Bounds x="512" y="162" width="36" height="36"/>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="to_task_edge" bpmnElement="to_task">
        <di:waypoint x="248" y="180"/><di:waypoint x="330" y="180"/>
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to_end_edge" bpmnElement="to_end">
        <di:waypoint x="430" y="180"/><di:waypoint x="512" y="180"/>
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
"""


def blank_diagram(process_id: str, title: str) -> bytes:
    """Draw a process that can be published as it is."""
    return _DIAGRAM.format(process_id=quoteattr(process_id), title=quoteattr(title)).encode()
