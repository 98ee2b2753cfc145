const KINDS = {
  message: { type: 'bpmn:Message', code: null },
  signal: { type: 'bpmn:Signal', code: null },
  error: { type: 'bpmn:Error', code: 'errorCode' },
  escalation: { type: 'bpmn:Escalation', code: 'escalationCode' },
};
const NEW = '+';

/** The message, signal, error or escalation that is meant: one of those declared, or a new one; its name and code. */
export function referenced(element, part, kind, { edits, words }) {
  const { type, code } = KINDS[kind];
  const property = `${kind}Ref`;
  const current = part.get(property);
  const declared = edits.roots(type);
  const choose = (id) => edits.writeInto(element, part, { [property]: declared.find((each) => each.id === id) });
  const create = () => edits.steps.once(() => {
    const made = edits.addRoot(element, type, { name: words(`event_kind.${kind}`) });
    edits.writeInto(element, part, { [property]: made });
  });
  const fields = [
    {
      key: property,
      kind: 'select',
      label: words(`event_kind.${kind}`),
      choices: [{ id: '', label: words('none') }, ...declared.map(({ id, name }) => ({ id, label: name ? `${name} (${id})` : id })), { id: NEW, label: words('property.create') }],
      value: current?.id ?? '',
      set: (id) => (id === NEW ? create() : choose(id)),
    },
  ];
  if (current) fields.push(...ofRoot(element, current, code, edits, words));
  if (kind === 'message') fields.push(correlation(element, part, edits, words));
  return fields;
}

function ofRoot(element, root, code, edits, words) {
  const text = (key, name) => ({ key: `root_${key}`, kind: 'text', label: words(`property.root.${key}`), value: root.get(name) ?? '', set: (value) => edits.writeInto(element, root, { [name]: value || undefined }) });
  return [text('name', 'name'), ...(code ? [text('code', code)] : [])];
}

/** Stands on the event itself or on its definition: it is written where it is read. */
function correlation(element, part, edits, words) {
  const home = element.businessObject.get('jorye:correlation') !== undefined ? element.businessObject : part;
  return {
    key: 'correlation',
    kind: 'expression',
    label: words('property.correlation'),
    hint: words('property.correlation_hint'),
    value: home.get('jorye:correlation') ?? '',
    set: (value) => edits.writeInto(element, home, { 'jorye:correlation': value || undefined }),
  };
}
