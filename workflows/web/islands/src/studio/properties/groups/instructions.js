import { isAny } from 'bpmn-js/lib/util/ModelUtil';

/** What stands above the form. */
export default function instructions(element, { edits, words }) {
  if (!isAny(element, ['bpmn:UserTask', 'bpmn:ManualTask'])) return null;
  const area = (key) => ({
    key,
    kind: 'area',
    label: words(`property.${key}`),
    hint: key === 'instructions' ? words('property.instructions_hint') : undefined,
    value: edits.read(element, `jorye:${key}`),
    set: (value) => edits.write(element, `jorye:${key}`, value),
  });
  return { id: 'instructions', fields: [area('instructions'), area('instructionsEn')] };
}
