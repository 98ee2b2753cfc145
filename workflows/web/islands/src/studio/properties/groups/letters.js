/** The letter an operation is told to send, chosen among the draft's; an expression that decides on it stays as it is. */
export function letterField({ value, set }, { facts, words }) {
  const named = literal(value);
  const choices = [{ id: '', label: words('none') }, ...facts.letters.map(({ id, title }) => ({ id, label: `${title} (${id})` }))];
  if (named === null) choices.push({ id: value, label: words('property.letter_decided') });
  return { key: 'letter', kind: 'select', label: words('property.letter'), choices, value: named ?? value, set: (id) => id === value || set(id && JSON.stringify(id)) };
}

/** Leads to letters that are sent; one that is not there yet is to be made. */
export function letterLinks(ids, { facts, words, addresses }) {
  const known = ids.map((id) => facts.letters.find((each) => each.id === id)).filter(Boolean);
  const open = known.map(({ id, title }) => ({ key: `letter_link:${id}`, kind: 'link', label: words('property.letter_open', { title }), value: `${addresses.letters}/${encodeURIComponent(id)}` }));
  const lacking = ids.filter((id) => !known.some((each) => each.id === id));
  const missing = lacking.length ? [{ key: 'letter_missing', kind: 'note', value: words('property.letter_missing', { names: lacking.join(', ') }) }] : [];
  return [...missing, ...open, { key: 'letter_new', kind: 'link', label: words('property.letter_new'), value: `${addresses.letters}#new` }];
}

/** Names the letters of the draft that an expression speaks of. */
export function lettersIn(expression, { letters }) {
  const named = literal(expression);
  if (named !== null) return named ? [named] : [];
  return letters.map(({ id }) => id).filter((id) => expression.includes(`"${id}"`) || expression.includes(`'${id}'`));
}

/** The text of an expression that is nothing but one text; null for any other. */
function literal(expression) {
  if (!expression.trim()) return '';
  return /^\s*(["'])([\w-]*)\1\s*$/.exec(expression)?.[2] ?? null;
}
