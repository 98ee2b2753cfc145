import { is } from 'bpmn-js/lib/util/ModelUtil';

/** The clauses that an element rests on. */
export default function basis(element, { edits, facts, words }) {
  if (is(element, 'bpmn:Collaboration') || is(element, 'bpmn:TextAnnotation') || is(element, 'bpmn:Group')) return null;
  const field = {
    key: 'clauses',
    kind: 'picker',
    multiple: true,
    label: words('property.clauses'),
    choices: clauseChoices(facts),
    value: edits.read(element, 'jorye:clauses').split(/\s+/).filter(Boolean),
    set: (ids) => edits.write(element, 'jorye:clauses', ids.join(' ')),
  };
  return { id: 'basis', fields: [field, ...claims(element, edits, words)] };
}

/** What a process carries out: clauses, or whole articles, which are no choice of the list. */
function claims(element, edits, words) {
  const object = element.businessObject;
  const process = is(object, 'bpmn:Participant') ? object.processRef : is(object, 'bpmn:Process') ? object : null;
  if (!process) return [];
  return [
    {
      key: 'claims',
      kind: 'text',
      label: words('property.claims'),
      hint: words('property.claims_hint'),
      value: process.get('jorye:claims') ?? '',
      set: (value) => edits.writeInto(element, process, { 'jorye:claims': value || undefined }),
    },
  ];
}

/** Clauses are found by their id, by where they stand and by what they ask for. */
export function clauseChoices({ clauses }) {
  return clauses.map(({ id, citation, text }) => ({ id, label: id, detail: `${citation} ${text}` }));
}
