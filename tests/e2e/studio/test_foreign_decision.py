"""A decision table of another tool, edited in the comfortable editor, keeps what the table does not show."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.e2e.person import Person
from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.xml_trees import canonical, declared
from workflows.queries.process_draft import draft_file
from workflows.use_cases.save_process_file import save_process_file

pytestmark = pytest.mark.browser

NAME = "decisions/discount.dmn"
FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!-- exported for the city -->
<sem:definitions xmlns:sem="https://www.omg.org/spec/DMN/20191111/MODEL/"
  xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
  xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:triso="http://www.trisotech.com/2015/triso/modeling"
  xmlns:drools="http://www.drools.org/kie/dmn/1.1" id="d" name="d" namespace="urn:d" triso:logoChoice="Default">
  <sem:description>  앞뒤에 빈칸  </sem:description>
  <sem:extensionElements>
    <drools:decisionServices/>
    <triso:owner name="재무과"><triso:content>담당 <triso:b>굵게</triso:b> 뒤</triso:content></triso:owner>
  </sem:extensionElements>
  <!-- what is asked for -->
  <sem:inputData id="amount" name="금액">
    <sem:variable id="amount_v" name="금액" typeRef="number"/></sem:inputData>
  <sem:decision id="discount" name="할인" camunda:historyTimeToLive="P30D">
    <sem:variable id="v" name="할인" typeRef="number"/>
    <sem:informationRequirement id="needs"><sem:requiredInput href="#amount"/></sem:informationRequirement>
    <sem:decisionTable id="table" hitPolicy="FIRST" outputLabel="할인">
      <sem:input id="i" label="금액" camunda:inputVariable="amount">
        <!-- in won -->
        <sem:inputExpression id="e" typeRef="number"><sem:text>amount</sem:text></sem:inputExpression>
      </sem:input>
      <sem:output id="o" name="rate" typeRef="number"/>
      <sem:annotation name="까닭"/>
      <!-- the great ones -->
      <sem:rule id="great">
        <sem:inputEntry id="g1"><sem:text>&gt; 1000</sem:text></sem:inputEntry>
        <sem:outputEntry id="g2"><sem:text><![CDATA[10]]></sem:text></sem:outputEntry>
        <sem:annotationEntry><sem:text>많아서</sem:text></sem:annotationEntry>
      </sem:rule>
      <sem:rule id="small">
        <sem:inputEntry id="s1"><sem:text/></sem:inputEntry>
        <sem:outputEntry id="s2"><sem:text>0</sem:text></sem:outputEntry>
        <sem:annotationEntry><sem:text>그 밖</sem:text></sem:annotationEntry>
      </sem:rule>
    </sem:decisionTable>
  </sem:decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="dd" name="그림"><dmndi:DMNShape id="s" dmnElementRef="discount" triso:look="flat">
    <dc:Bounds x="10.5" y="20" width="180" height="80"/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</sem:definitions>
"""
_WRITE = """(text) => {
  const viewer = document.querySelector('[data-decision]').table.editor.getActiveViewer();
  const { rule } = viewer.get('sheet').getRoot().businessObject;
  viewer.get('modeling').editCell(rule[0].inputEntry[0], text);
}"""


def test_a_table_of_another_tool_keeps_what_is_not_shown(person: Person, city: City) -> None:
    city.publish(PROCESS)
    Studio(city).open()
    with city.unit_of_work() as uow:
        owner, now = city.person("owner1"), city.clock.now()
        save_process_file(uow, PROCESS, NAME, FOREIGN.encode(), if_match="", actor=owner, now=now)
    person.enter_as("owner1")
    person.open(f"/studio/{PROCESS}/decisions/discount/comfortable")
    page = person.page
    page.wait_for_selector("[data-decision][data-ready]")
    page.evaluate(_WRITE, "> 2000")
    page.click("[data-part=save]")
    page.wait_for_selector("[data-state=saved]")

    with city.connection() as connection:
        written = etree.fromstring(draft_file(connection, PROCESS, NAME)[0])
    expected = etree.fromstring(FOREIGN.replace("&gt; 1000", "&gt; 2000").encode())
    assert canonical(written) == canonical(expected)
    assert declared(expected) - declared(written) == set()
    assert [each.text for each in written.itersiblings(etree.Comment, preceding=True)] == [" exported for the city "]
