import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';

/** Where the outcome of an activity is kept. */
export default function result(element, { edits, words }) {
  if (!is(element, 'bpmn:Activity') || isAny(element, ['bpmn:SubProcess', 'bpmn:ScriptTask'])) return null;
  const field = { key: 'result', kind: 'text', label: words('property.result'), hint: words('property.result_hint'), value: edits.read(element, 'jorye:result'), set: (value) => edits.write(element, 'jorye:result', value) };
  return { id: 'result', fields: [field] };
}
