import { isAny } from 'bpmn-js/lib/util/ModelUtil';

/** Who gets a task, and who may not. */
export default function assignment(element, { edits, facts, words, names }) {
  if (!isAny(element, ['bpmn:UserTask', 'bpmn:ManualTask'])) return null;
  const rule = edits.read(element, 'jorye:assign');
  const known = facts.assignments.find(({ id }) => id === (rule || 'lane'));
  const tasks = edits.elements((each) => isAny(each, ['bpmn:UserTask', 'bpmn:ManualTask']) && each !== element);
  const choices = tasks.map((each) => ({ id: each.id, label: names.name(each), detail: each.id }));
  const fields = [
    {
      key: 'assign',
      kind: 'select',
      label: words('property.assign'),
      hint: known?.detail,
      choices: [{ id: '', label: words('property.assign_lane') }, ...facts.assignments.filter(({ id }) => id !== 'lane')],
      value: rule === 'lane' ? '' : rule,
      set: (value) => edits.write(element, 'jorye:assign', value),
    },
  ];
  const argument = edits.read(element, 'jorye:assignTo');
  if (rule === 'same_person') fields.push(samePerson(element, argument, choices, edits, words));
  else if ((rule && rule !== 'lane' && rule !== 'starter') || argument) {
    fields.push({ key: 'assignTo', kind: 'expression', label: words('property.assignTo'), value: argument, set: (value) => edits.write(element, 'jorye:assignTo', value) });
  }
  fields.push({
    key: 'distinctFrom',
    kind: 'picker',
    multiple: true,
    label: words('property.distinctFrom'),
    hint: words('property.distinctFrom_hint'),
    choices,
    value: edits.read(element, 'jorye:distinctFrom').split(/\s+/).filter(Boolean),
    set: (ids) => edits.write(element, 'jorye:distinctFrom', ids.join(' ')),
  });
  return { id: 'assignment', fields };
}

function samePerson(element, argument, choices, edits, words) {
  return {
    key: 'samePerson',
    kind: 'select',
    label: words('property.samePerson'),
    choices: [{ id: '', label: words('none') }, ...choices.map(({ id, label }) => ({ id: `"${id}"`, label }))],
    value: argument.replaceAll("'", '"'),
    set: (value) => edits.write(element, 'jorye:assignTo', value),
  };
}
