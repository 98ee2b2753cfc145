import { is } from 'bpmn-js/lib/util/ModelUtil';
import { letterLinks, lettersIn } from './letters.js';

/** Another process that runs inside this one, and what crosses between the two. */
export default function called(element, tools) {
  const { edits, facts, words } = tools;
  if (!is(element, 'bpmn:CallActivity')) return null;
  const choices = [{ id: '', label: words('none') }, ...facts.processes.map(({ id, title }) => ({ id, label: `${title} (${id})` }))];
  const target = { key: 'calledElement', kind: 'select', label: words('property.calledElement'), choices, value: edits.read(element, 'calledElement'), set: (id) => edits.write(element, 'calledElement', id) };
  return { id: 'called', fields: [target, { key: 'crossing', kind: 'note', value: words('property.crossing') }, ...mapped(element, 'In', edits, words), ...mapped(element, 'Out', edits, words), ...letters(element, tools)] };
}

/** The letters that the called process is handed to send. */
function letters(element, tools) {
  const handed = tools.edits.extensions(element, 'jorye:In').find(({ target }) => target === 'letter');
  return handed ? letterLinks(lettersIn(handed.value ?? '', tools.facts), tools) : [];
}

function mapped(element, type, edits, words) {
  const way = type.toLowerCase();
  const rows = edits.extensions(element, `jorye:${type}`).map((part, index) => ({
    key: `${way}:${index}`,
    kind: 'pair',
    label: words(`crossing.${way}.title`),
    targetLabel: words(`crossing.${way}.target`),
    valueLabel: words(`crossing.${way}.value`),
    target: part.target ?? '',
    value: part.value ?? '',
    setTarget: (value) => edits.writeInto(element, part, { target: value }),
    setValue: (value) => edits.writeInto(element, part, { value }),
    remove: () => edits.removeExtension(element, part),
  }));
  const add = { key: `${way}_add`, kind: 'button', label: words(`crossing.${way}.add`), set: () => edits.addExtension(element, `jorye:${type}`, { target: '', value: '' }) };
  return [...rows, add];
}
