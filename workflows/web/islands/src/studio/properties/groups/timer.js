const KINDS = ['timeDate', 'timeDuration', 'timeCycle'];

/** When a timer is due: at a moment, after a while, or again and again; ISO text or an expression. */
export function timer(element, definition, { edits, words }) {
  const kind = KINDS.find((each) => definition.get(each)) ?? 'timeDuration';
  const text = edits.body(definition, kind);
  const write = (chosen, value) => {
    const parts = Object.fromEntries(KINDS.map((each) => [each, each === chosen ? edits.part('bpmn:FormalExpression', { body: value }, definition) : undefined]));
    edits.writeInto(element, definition, parts);
  };
  return [
    { key: 'timer', kind: 'select', label: words('property.timer'), choices: KINDS.map((id) => ({ id, label: words(`timer.${id}`) })), value: kind, set: (chosen) => write(chosen, text) },
    { key: kind, kind: 'expression', language: 'timer', label: words('property.timer_value'), hint: words(`timer.hint.${kind}`), value: text, set: (value) => write(kind, value) },
  ];
}
