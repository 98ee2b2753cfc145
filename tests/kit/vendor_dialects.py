"""How other tools write BPMN: prefixes, exporters, and what they put into the places that BPMN leaves to them."""

# ruff: noqa: E501 -- lines of XML as the tools write them

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Dialect:
    """One tool's way of writing; places it leaves out stay empty.

    `attributes` and `extensions` are by place: definitions, process, userTask, serviceTask, scriptTask, callActivity,
    startEvent, gateway, flow, participant, lane, shape, edge. `prefix` is empty where BPMN is the default namespace.
    """

    name: str
    prefix: str
    namespaces: Mapping[str, str]
    attributes: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, str] = field(default_factory=dict)
    ids: str = "{}"
    number: str = "{}"
    before_root: str = ""
    roots: str = ""
    """More root elements."""
    documentation: str = "검토 의견을 적는다"
    reference: str = "{}"
    """How a reference to a root element is written; some write it as a qualified name."""
    label_style: bool = False
    explicit: bool = False
    """Writes attributes that equal their defaults."""


DIALECTS = (
    Dialect(
        "bpmn.io", "bpmn", {}, {"definitions": 'exporter="bpmn-js (https://demo.bpmn.io)" exporterVersion="18.0.0"'}
    ),
    Dialect(
        "Camunda 7",
        "bpmn",
        {
            "camunda": "http://camunda.org/schema/1.0/bpmn",
            "modeler": "http://camunda.org/schema/modeler/1.0",
            "bioc": "http://bpmn.io/schema/bpmn/biocolor/1.0",
        },
        {
            "definitions": 'modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.21.0"',
            "process": 'camunda:historyTimeToLive="P180D" camunda:versionTag="1.4"',
            "userTask": 'camunda:assignee="${starter}" camunda:candidateGroups="office,legal" camunda:formKey="embedded:app:f.html"',
            "serviceTask": 'camunda:asyncBefore="true" camunda:type="external" camunda:topic="payment"',
            "scriptTask": 'camunda:resultVariable="sum"',
            "callActivity": 'camunda:calledElementBinding="deployment"',
            "startEvent": 'camunda:initiator="starter"',
            "shape": 'bioc:stroke="#0d4372" bioc:fill="#bbdefb"',
        },
        {
            "userTask": """<camunda:formData businessKey="key"><camunda:formField id="amount" label="금액" type="long" defaultValue="0">
                <camunda:properties><camunda:property id="unit" value="원" /></camunda:properties>
                <camunda:validation><camunda:constraint name="min" config="1" /></camunda:validation></camunda:formField></camunda:formData>
                <camunda:taskListener delegateExpression="${listener}" event="create" />""",
            "serviceTask": """<camunda:inputOutput><camunda:inputParameter name="rows"><camunda:list><camunda:value>1</camunda:value>
                <camunda:value>${two}</camunda:value></camunda:list></camunda:inputParameter>
                <camunda:outputParameter name="script"><camunda:script scriptFormat="groovy">if (a &lt; b &amp;&amp; c) { x }</camunda:script></camunda:outputParameter>
                </camunda:inputOutput>""",
            "callActivity": '<camunda:in businessKey="#{execution.processBusinessKey}" /><camunda:in variables="all" />',
        },
    ),
    Dialect(
        "Camunda 8",
        "bpmn",
        {"zeebe": "http://camunda.org/schema/zeebe/1.0", "modeler": "http://camunda.org/schema/modeler/1.0"},
        {"definitions": 'modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0"'},
        {
            "process": '<zeebe:userTaskForm id="f1">{"components":[{"type":"text","text":"# 제목"}]}</zeebe:userTaskForm>',
            "userTask": '<zeebe:userTask /><zeebe:formDefinition formId="review" bindingType="latest" />'
            '<zeebe:assignmentDefinition assignee="=starter" candidateGroups="=[&#34;a&#34;]" />',
            "serviceTask": '<zeebe:taskDefinition type="pay" retries="3" /><zeebe:ioMapping>'
            '<zeebe:input source="=order.total" target="amount" /></zeebe:ioMapping>'
            '<zeebe:taskHeaders><zeebe:header key="k" value="v" /></zeebe:taskHeaders>',
            "scriptTask": '<zeebe:script expression="=a + b" resultVariable="sum" />',
            "callActivity": '<zeebe:calledElement processId="sub" propagateAllChildVariables="false" />',
        },
    ),
    Dialect(
        "Flowable",
        "",
        {
            "flowable": "http://flowable.org/bpmn",
            "design": "http://flowable.org/design",
            "xsd": "http://www.w3.org/2001/XMLSchema",
        },
        {
            "definitions": 'typeLanguage="http://www.w3.org/2001/XMLSchema" expressionLanguage="http://www.w3.org/1999/XPath" design:palette="flowable-engage"',
            "userTask": 'flowable:assignee="${initiator}" flowable:formFieldValidation="false" flowable:skipExpression="${skip}"',
            "serviceTask": 'flowable:delegateExpression="${bean}" flowable:triggerable="true"',
            "process": 'flowable:candidateStarterGroups="activitiUser"',
        },
        {
            "process": "<design:stencilid><![CDATA[BPMNDiagram]]></design:stencilid><design:creationdate><![CDATA[2024-01-01T00:00:00.000Z]]></design:creationdate>",
            "userTask": '<flowable:formProperty id="p" name="이름" type="enum"><flowable:value id="a" name="가" /></flowable:formProperty>'
            "<design:stencilid><![CDATA[FormTask]]></design:stencilid>",
            "serviceTask": '<flowable:field name="text"><flowable:string><![CDATA[<b>굵게</b> & 더]]></flowable:string></flowable:field>',
            "shape": "",
        },
        number="{}.0",
        explicit=True,
    ),
    Dialect(
        "Activiti",
        "",
        {"activiti": "http://activiti.org/bpmn"},
        {
            "userTask": 'activiti:candidateUsers="kermit,gonzo" activiti:dueDate="PT5M"',
            "serviceTask": 'activiti:class="org.example.Pay"',
        },
        {
            "userTask": '<activiti:formProperty id="reason" name="사유" type="string" required="true" />',
            "process": '<activiti:executionListener class="org.example.Log" event="start" />',
            "flow": '<activiti:executionListener event="take" expression="${log.taken()}" />',
        },
        number="{}.0",
    ),
    Dialect(
        "Signavio",
        "",
        {"signavio": "http://www.signavio.com"},
        {"definitions": 'exporter="Signavio Process Editor, http://www.signavio.com" exporterVersion="17.4.0"'},
        {
            "definitions": '<signavio:signavioDiagramMetaData metaKey="revisionid" metaValue="0b1c" />',
            "process": '<signavio:signavioMetaData metaKey="prozessverantwortlich" metaValue="" />',
            "userTask": '<signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffcc" /><signavio:signavioLabel ref="text_name" x="50.0" y="40.0" align="center" valign="middle" />',
            "gateway": '<signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff" />',
            "lane": '<signavio:signavioMetaData metaKey="bgcolor" metaValue="" />',
        },
        ids="sid-{}-4F2A",
        number="{}.0",
        label_style=True,
        explicit=True,
    ),
    Dialect(
        "jBPM",
        "bpmn2",
        {
            "drools": "http://www.jboss.org/drools",
            "bpsim": "http://www.bpsim.org/schemas/1.0",
            "xsd": "http://www.w3.org/2001/XMLSchema",
        },
        {
            "definitions": 'xsi:schemaLocation="http://www.omg.org/spec/BPMN/20100524/MODEL BPMN20.xsd http://www.jboss.org/drools drools.xsd" typeLanguage="http://www.w3.org/2001/XMLSchema"',
            "process": 'drools:packageName="org.city" drools:version="1.0" drools:adHoc="false" processType="Private"',
            "serviceTask": 'drools:taskName="Rest" drools:serviceimplementation="Java"',
        },
        {
            "process": '<drools:import name="java.util.List" /><drools:global identifier="list" type="java.util.List" />',
            "userTask": '<drools:metaData name="elementname"><drools:metaValue><![CDATA[심사]]></drools:metaValue></drools:metaData>'
            '<drools:onEntry-script scriptFormat="http://www.java.com/java"><drools:script><![CDATA[if (a < b) { go(); }]]></drools:script></drools:onEntry-script>',
        },
        ids="_{}-AB12",
        roots='<{p}itemDefinition id="_ItemA" structureRef="String" /><{p}itemDefinition id="_ItemB" structureRef="xsd:integer" />'
        '<{p}relationship type="BPSimData"><{p}extensionElements><bpsim:BPSimData><bpsim:Scenario id="default" name="Simulation">'
        '<bpsim:ScenarioParameters /><bpsim:ElementParameters elementRef="x"><bpsim:CostParameters><bpsim:UnitCost>'
        '<bpsim:FloatingParameter value="0" /></bpsim:UnitCost></bpsim:CostParameters></bpsim:ElementParameters></bpsim:Scenario></bpsim:BPSimData>'
        "</{p}extensionElements><{p}source>task</{p}source><{p}target>task</{p}target></{p}relationship>",
        number="{}.0",
        explicit=True,
    ),
    Dialect(
        "SpiffWorkflow",
        "bpmn",
        {"spiffworkflow": "http://spiffworkflow.org/bpmn/schema/1.0/core"},
        {},
        {
            "userTask": '<spiffworkflow:properties><spiffworkflow:property name="formJsonSchemaFilename" value="f.json" /></spiffworkflow:properties>'
            "<spiffworkflow:instructionsForEndUser># 안내\n\n- 하나\n- 둘</spiffworkflow:instructionsForEndUser><spiffworkflow:postScript>total = a + b</spiffworkflow:postScript>",
            "serviceTask": '<spiffworkflow:serviceTaskOperator id="http/Get" resultVariable="got"><spiffworkflow:parameters>'
            '<spiffworkflow:parameter id="url" type="str" value="&#34;https://example.org/?a=1&amp;b=2&#34;" /></spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>',
            "scriptTask": '<spiffworkflow:unitTests><spiffworkflow:unitTest id="t"><spiffworkflow:inputJson>{"a": 1}</spiffworkflow:inputJson></spiffworkflow:unitTest></spiffworkflow:unitTests>',
        },
        documentation="# 안내\n\n줄을 바꾼 설명",
    ),
    Dialect(
        "Bonita",
        "model",
        {"n1": "http://www.bonitasoft.org/studio/connector/definition/6.0/email-1.2.0"},
        {
            "definitions": 'exporter="BonitaSoft" exporterVersion="2024.3-u0" expressionLanguage="http://groovy.codehaus.org/"'
        },
        {"serviceTask": '<n1:bonitaConnector><n1:input key="smtpHost">localhost</n1:input></n1:bonitaConnector>'},
        ids="_x{}FsTEe6",
        roots='<{p}import importType="http://www.w3.org/2001/XMLSchema" location="connectorDefs/email.xsd" namespace="http://www.bonitasoft.org/studio/connector/definition/6.0/email-1.2.0" />'
        '<{p}itemDefinition id="_conn" structureRef="n1:EmailInputType" /><{p}message id="_connMessage" itemRef="_conn" />'
        '<{p}interface id="_conn_Interface" name="email"><{p}operation id="_conn_exec" name="execute"><{p}inMessageRef>_connMessage</{p}inMessageRef></{p}operation></{p}interface>',
        number="{}.0",
    ),
    Dialect(
        "Trisotech",
        "semantic",
        {
            "triso": "http://www.trisotech.com/2015/triso/modeling",
            "trisobpmn": "http://www.trisotech.com/2014/triso/bpmn",
            "trisofeed": "http://trisotech.com/feed",
            "drools": "http://www.drools.org/kie/dmn/1.1",
        },
        {
            "definitions": 'triso:logoChoice="Default" exporter="BPMN Modeler" exporterVersion="12.4.0"',
            "userTask": 'triso:itemType="performer" trisofeed:id="abc"',
            "shape": 'triso:dynamicDecision="false"',
        },
        {
            "definitions": '<triso:ExtendedAttribute name="owner" xsi:type="triso:Text"><triso:content>담당 <triso:b>굵게</triso:b> 뒤</triso:content></triso:ExtendedAttribute>',
            "userTask": '<trisobpmn:rasci><trisobpmn:responsible ref="x" /></trisobpmn:rasci><triso:attachment name="a.pdf" url="urn:a" />',
        },
        before_root="<!-- exported for the city -->",
        number="{}.5",
        explicit=True,
    ),
    Dialect(
        "Bizagi",
        "",
        {"bizagi": "http://www.bizagi.com/bpmn20", "xsd": "http://www.w3.org/2001/XMLSchema"},
        {"definitions": 'exporter="Bizagi Modeler" exporterVersion="4.0"'},
        {
            "process": '<bizagi:BizagiExtensions xmlns="http://www.bizagi.com/bpmn20"><bizagi:BizagiProperties><bizagi:BizagiProperty name="bgColor" value="White" /></bizagi:BizagiProperties></bizagi:BizagiExtensions>',
            "userTask": '<bizagi:BizagiExtensions><bizagi:BizagiProperties><bizagi:BizagiProperty name="bgColor" value="#ECEFFF" /></bizagi:BizagiProperties></bizagi:BizagiExtensions>',
        },
        ids="Id_{}-dd1c",
        documentation="  앞뒤에 빈칸  ",
    ),
    Dialect(
        "Oracle",
        "bpmn",
        {"tns": "urn:city:processes", "ora": "http://xmlns.oracle.com/bpm"},
        {"userTask": 'ora:outcome="APPROVE"', "definitions": 'name="결재"'},
        {
            "userTask": "<ora:payload><![CDATA[<a>]]></ora:payload>",
            "edge": "",
        },
        reference="tns:{}",
        number="{}.25",
    ),
)
