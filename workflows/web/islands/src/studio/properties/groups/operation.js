import { isAny } from 'bpmn-js/lib/util/ModelUtil';
import { letterField, letterLinks, lettersIn } from './letters.js';

const LETTER = 'letter';

/** What the system does, and what it is given. */
export default function operation(element, tools) {
  const { edits, facts, words } = tools;
  if (!isAny(element, ['bpmn:ServiceTask', 'bpmn:SendTask'])) return null;
  const value = edits.read(element, 'jorye:operation');
  const known = facts.operations.find(({ id }) => id === value);
  const fields = [
    {
      key: 'operation',
      kind: 'picker',
      multiple: false,
      label: words('property.operation'),
      choices: facts.operations.map(({ id, title }) => ({ id, label: title, detail: id })),
      value: value ? [value] : [],
      set: ([id = '']) => choose(element, facts.operations.find((each) => each.id === id), edits),
    },
    ...letters(element, known, tools),
    ...parameters(element, known, edits, words),
  ];
  return { id: 'operation', fields };
}

/** An operation says itself whether it runs inside the transaction. */
function choose(element, chosen, edits) {
  edits.modeling.updateProperties(element, {
    'jorye:operation': chosen?.id,
    'jorye:execution': chosen?.execution === 'external' ? 'external' : undefined,
  });
}

/** An operation sends letters of its own, or the one it is given. */
function letters(element, known, tools) {
  const given = tools.edits.extensions(element, 'jorye:Parameter').find(({ name }) => name === LETTER)?.value ?? '';
  const takes = known?.parameters.some(({ name }) => name === LETTER);
  if (!takes && !known?.letters.length) return [];
  const field = { value: given, set: (value) => writeParameter(element, LETTER, value, tools.edits) };
  return [...(takes ? [letterField(field, tools)] : []), ...letterLinks([...known.letters, ...lettersIn(given, tools.facts)], tools)];
}

function parameters(element, known, edits, words) {
  const given = edits.extensions(element, 'jorye:Parameter');
  const declared = (known?.parameters ?? []).map((each) => ({
    key: `parameter:${each.name}`,
    kind: 'expression',
    label: each.name,
    hint: words(each.required ? 'property.parameter_required' : 'property.parameter_optional', { type: each.type }),
    value: given.find(({ name }) => name === each.name)?.value ?? '',
    set: (value) => writeParameter(element, each.name, value, edits),
  }));
  const unknown = given.filter(({ name }) => !known?.parameters.some((each) => each.name === name));
  const strangers = unknown.map((part, index) => ({
    key: `stranger:${index}`,
    kind: 'pair',
    label: words('property.parameter'),
    targetLabel: words('property.parameter_name'),
    valueLabel: words('property.parameter_value'),
    target: part.name ?? '',
    value: part.value ?? '',
    setTarget: (name) => edits.writeInto(element, part, { name }),
    setValue: (value) => edits.writeInto(element, part, { value }),
    remove: () => edits.removeExtension(element, part),
  }));
  return [...declared, ...strangers];
}

function writeParameter(element, name, value, edits) {
  const part = edits.extensions(element, 'jorye:Parameter').find((each) => each.name === name);
  if (part && value) edits.writeInto(element, part, { value });
  else if (part) edits.removeExtension(element, part);
  else if (value) edits.addExtension(element, 'jorye:Parameter', { name, value });
}
