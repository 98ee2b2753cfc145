import { isAny } from 'bpmn-js/lib/util/ModelUtil';
import { clauseChoices } from './basis.js';

/** Until when the law wants a task done, and which clause says so. */
export default function deadline(element, { edits, facts, words }) {
  if (!isAny(element, ['bpmn:UserTask', 'bpmn:ManualTask'])) return null;
  const clause = edits.read(element, 'jorye:dueClause');
  const fields = [
    {
      key: 'due',
      kind: 'expression',
      language: 'due',
      label: words('property.due'),
      hint: words('property.due_hint'),
      value: edits.read(element, 'jorye:due'),
      set: (value) => edits.write(element, 'jorye:due', value),
    },
    {
      key: 'dueClause',
      kind: 'picker',
      multiple: false,
      label: words('property.dueClause'),
      choices: clauseChoices(facts),
      value: clause ? [clause] : [],
      set: ([id = '']) => edits.write(element, 'jorye:dueClause', id),
    },
  ];
  return { id: 'deadline', fields };
}
