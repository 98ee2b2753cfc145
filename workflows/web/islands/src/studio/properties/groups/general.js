import { is } from 'bpmn-js/lib/util/ModelUtil';
import { rename } from '../rename.js';

/** Names, id and a note: what every element has. */
export default function general(element, { edits, words }) {
  const object = element.businessObject;
  const text = (key, name, more = {}) => ({
    key,
    kind: 'text',
    label: words(`property.${key}`),
    value: edits.read(element, name),
    set: (value) => edits.write(element, name, value),
    ...more,
  });
  const fields = [];
  if (is(object, 'bpmn:TextAnnotation')) fields.push(area('text', words('property.text'), object.text ?? '', (value) => edits.modeling.updateLabel(element, value)));
  else if (is(object, 'bpmn:Group')) fields.push(text('name', 'name', { value: object.categoryValueRef?.value ?? '', set: (value) => edits.modeling.updateLabel(element, value) }));
  else if (!is(object, 'bpmn:Collaboration')) {
    fields.push(text('name', 'name', { set: (value) => edits.modeling.updateLabel(element, value) }));
    fields.push(text('nameEn', 'jorye:nameEn'));
  }
  if (!is(object, 'bpmn:Process')) fields.push(text('id', 'id', { hint: words('property.id_hint'), value: object.id, set: (value) => rename(element, value, edits) }));
  fields.push(area('documentation', words('property.documentation'), edits.documentation(element), (value) => edits.writeDocumentation(element, value)));
  if (is(object, 'bpmn:FlowElement') || is(object, 'bpmn:Process')) fields.push(text('milestone', 'jorye:milestone', { hint: words('property.milestone_hint') }));
  const process = is(object, 'bpmn:Participant') ? object.processRef : is(object, 'bpmn:Process') ? object : null;
  if (process) fields.push(...ofProcess(element, process, edits, words));
  return { id: 'general', fields };
}

function area(key, label, value, set) {
  return { key, kind: 'area', label, value, set };
}

/** A draft is known by its process's id, which therefore stays. */
function ofProcess(element, process, edits, words) {
  return [
    { key: 'process', kind: 'note', value: `${words('property.process')}: ${process.id}` },
    { key: 'executable', kind: 'check', label: words('property.executable'), value: process.isExecutable === true, set: (value) => edits.writeInto(element, process, { isExecutable: value }) },
  ];
}
