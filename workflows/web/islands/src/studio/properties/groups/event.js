import { is } from 'bpmn-js/lib/util/ModelUtil';
import { referenced } from './referenced.js';
import { timer } from './timer.js';

/** What an event waits for or tells, and whether it stops what it stands on. */
export default function event(element, tools) {
  const object = element.businessObject;
  if (is(element, 'bpmn:ReceiveTask')) return { id: 'event', fields: referenced(element, object, 'message', tools) };
  const definition = object.eventDefinitions?.[0];
  const fields = [...interrupting(element, tools), ...(definition ? (OF_KIND[definition.$type]?.(element, definition, tools) ?? []) : [])];
  return { id: 'event', fields };
}

const OF_KIND = {
  'bpmn:TimerEventDefinition': timer,
  'bpmn:MessageEventDefinition': (element, definition, tools) => referenced(element, definition, 'message', tools),
  'bpmn:SignalEventDefinition': (element, definition, tools) => referenced(element, definition, 'signal', tools),
  'bpmn:ErrorEventDefinition': (element, definition, tools) => referenced(element, definition, 'error', tools),
  'bpmn:EscalationEventDefinition': (element, definition, tools) => referenced(element, definition, 'escalation', tools),

  'bpmn:ConditionalEventDefinition': (element, definition, { edits, words }) => [
    { key: 'condition', kind: 'expression', language: 'condition', label: words('property.condition'), value: edits.body(definition, 'condition'), set: (text) => edits.writeBody(element, definition, 'condition', text) },
  ],

  'bpmn:LinkEventDefinition': (element, definition, { edits, words }) => [
    { key: 'link', kind: 'text', label: words('property.link'), value: definition.name ?? '', set: (name) => edits.writeInto(element, definition, { name }) },
  ],
};

function interrupting(element, { edits, words }) {
  const object = element.businessObject;
  const name = is(object, 'bpmn:BoundaryEvent') ? 'cancelActivity' : 'isInterrupting';
  const may = is(object, 'bpmn:BoundaryEvent') || (is(object, 'bpmn:StartEvent') && object.$parent?.triggeredByEvent);
  if (!may) return [];
  return [{ key: name, kind: 'check', label: words(`property.${name}`), value: object.get(name) !== false, set: (value) => edits.modeling.updateProperties(element, { [name]: value }) }];
}
