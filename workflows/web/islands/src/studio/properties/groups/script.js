import { is } from 'bpmn-js/lib/util/ModelUtil';

/** A calculation in the safe language. */
export default function script(element, { edits, words }) {
  if (!is(element, 'bpmn:ScriptTask')) return null;
  const field = { key: 'script', kind: 'expression', language: 'script', rows: 6, raw: true, label: words('property.script'), hint: words('property.script_hint'), value: edits.read(element, 'script'), set: (value) => edits.write(element, 'script', value) };
  return { id: 'script', fields: [field] };
}
