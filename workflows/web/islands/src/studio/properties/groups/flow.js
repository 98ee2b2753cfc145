import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';

const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway', 'bpmn:Activity'];

/** On a flow its condition; on what chooses between flows the one that is taken otherwise. */
export default function flow(element, { edits, words, names }) {
  if (is(element, 'bpmn:SequenceFlow')) return ofFlow(element, edits, words);
  const outgoing = (element.outgoing ?? []).filter((each) => is(each, 'bpmn:SequenceFlow'));
  if (!isAny(element, CHOOSING) || outgoing.length < 2) return null;
  const field = {
    key: 'default',
    kind: 'select',
    label: words('property.default'),
    choices: [{ id: '', label: words('none') }, ...outgoing.map((each) => ({ id: each.id, label: names.name(each) }))],
    value: element.businessObject.default?.id ?? '',
    set: (id) => edits.modeling.updateProperties(element, { default: outgoing.find((each) => each.id === id)?.businessObject }),
  };
  return { id: 'flow', fields: [field] };
}

function ofFlow(element, edits, words) {
  if (!element.source || !isAny(element.source, CHOOSING)) return null;
  const object = element.businessObject;
  const isDefault = element.source.businessObject.default === object;
  const fields = [
    {
      key: 'isDefault',
      kind: 'check',
      label: words('property.isDefault'),
      value: isDefault,
      set: (value) => edits.modeling.updateProperties(element.source, { default: value ? object : undefined }),
    },
  ];
  if (!isDefault) {
    fields.unshift({ key: 'condition', kind: 'expression', language: 'condition', label: words('property.condition'), value: edits.body(object, 'conditionExpression'), set: (text) => edits.writeBody(element, object, 'conditionExpression', text) });
  }
  return { id: 'flow', fields };
}
