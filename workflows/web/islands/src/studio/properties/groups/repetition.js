import { is } from 'bpmn-js/lib/util/ModelUtil';
import { variable as variableNamed } from '../../round_trip/references.js';

/** Whether an activity runs once, for each of several, or again and again. */
export default function repetition(element, { edits, words }) {
  if (!is(element, 'bpmn:Activity') || element.businessObject.triggeredByEvent) return null;
  const loop = element.businessObject.loopCharacteristics;
  const mode = modeOf(loop);
  const fields = [
    {
      key: 'repetition',
      kind: 'select',
      label: words('property.repetition'),
      choices: ['once', 'parallel', 'sequential', 'loop'].map((id) => ({ id, label: words(`repetition.${id}`) })),
      value: mode,
      set: (value) => setMode(element, value, edits),
    },
  ];
  if (mode === 'loop') fields.push(expression('loopCondition', 'condition', element, loop, edits, words));
  if (mode === 'parallel' || mode === 'sequential') fields.push(...ofMany(element, loop, edits, words));
  return { id: 'repetition', fields };
}

function modeOf(loop) {
  if (!loop) return 'once';
  if (!loop.$instanceOf('bpmn:MultiInstanceLoopCharacteristics')) return 'loop';
  return loop.isSequential ? 'sequential' : 'parallel';
}

function setMode(element, mode, edits) {
  const before = element.businessObject.loopCharacteristics;
  const isMany = before?.$instanceOf('bpmn:MultiInstanceLoopCharacteristics');
  if (isMany && (mode === 'parallel' || mode === 'sequential')) {
    edits.writeInto(element, before, { isSequential: mode === 'sequential' });
    return;
  }
  const make = {
    once: () => undefined,
    loop: () => edits.part('bpmn:StandardLoopCharacteristics', {}, element.businessObject),
    parallel: () => edits.part('bpmn:MultiInstanceLoopCharacteristics', {}, element.businessObject),
    sequential: () => edits.part('bpmn:MultiInstanceLoopCharacteristics', { isSequential: true }, element.businessObject),
  };
  edits.modeling.updateProperties(element, { loopCharacteristics: make[mode]() });
}

function ofMany(element, loop, edits, words) {
  return [
    expression('loopCardinality', 'expression', element, loop, edits, words),
    variable('loopDataInputRef', element, loop, edits, words),
    item('inputDataItem', 'bpmn:DataInput', element, loop, edits, words),
    variable('loopDataOutputRef', element, loop, edits, words),
    item('outputDataItem', 'bpmn:DataOutput', element, loop, edits, words),
    expression('completionCondition', 'condition', element, loop, edits, words),
  ];
}

function expression(key, language, element, loop, edits, words) {
  return { key, kind: 'expression', language, label: words(`property.${key}`), value: edits.body(loop, key), set: (text) => edits.writeBody(element, loop, key, text) };
}

/** The reference names a variable directly; the model keeps it as something with an id. */
function variable(key, element, loop, edits, words) {
  const set = (id) => edits.writeInto(element, loop, { [key]: id ? variableNamed(id, edits.moddle) : undefined });
  return { key, kind: 'text', label: words(`property.${key}`), value: loop.get(key)?.id ?? '', set };
}

function item(key, type, element, loop, edits, words) {
  const part = loop.get(key);
  const set = (name) => {
    if (part && name) edits.writeInto(element, part, { [part.name === undefined ? 'id' : 'name']: name });
    else edits.writeInto(element, loop, { [key]: name ? edits.part(type, { name }, loop) : undefined });
  };
  return { key, kind: 'text', label: words(`property.${key}`), value: part?.name ?? part?.id ?? '', set };
}
