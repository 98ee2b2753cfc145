import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';

/** The form that people fill in at a task or a start. */
export default function form(element, { edits, facts, words, addresses }) {
  if (!isAny(element, ['bpmn:UserTask', 'bpmn:ManualTask']) && !startsProcess(element)) return null;
  const value = edits.read(element, 'jorye:form');
  const choices = [{ id: '', label: words('none') }, ...facts.forms.map(({ id, title }) => ({ id, label: `${title} (${id})` }))];
  const fields = [{ key: 'form', kind: 'select', label: words('property.form'), choices, value, set: (id) => edits.write(element, 'jorye:form', id) }];
  if (value) fields.push({ key: 'form_link', kind: 'link', label: words('property.form_open'), value: `${addresses.forms}/${encodeURIComponent(value)}` });
  fields.push({ key: 'form_new', kind: 'link', label: words('property.form_new'), value: `${addresses.forms}#new` });
  return { id: 'form', fields };
}

function startsProcess(element) {
  return is(element, 'bpmn:StartEvent') && !is(element.parent, 'bpmn:SubProcess');
}
