import { is } from 'bpmn-js/lib/util/ModelUtil';

/** The decision table that a task asks. */
export default function decision(element, { edits, facts, words, addresses }) {
  if (!is(element, 'bpmn:BusinessRuleTask')) return null;
  const value = edits.read(element, 'jorye:decision');
  const choices = [{ id: '', label: words('none') }, ...facts.decisions.map(({ id, title }) => ({ id, label: `${title} (${id})` }))];
  const fields = [
    { key: 'decision', kind: 'select', label: words('property.decision'), choices, value, set: (id) => edits.write(element, 'jorye:decision', id) },
    { key: 'decision_link', kind: 'link', label: words('property.decision_open'), value: value ? `${addresses.decisions}/${encodeURIComponent(value)}` : addresses.decisions },
  ];
  return { id: 'decision', fields };
}
