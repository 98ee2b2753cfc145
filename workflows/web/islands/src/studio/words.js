/** Speaks the sentences that the server sent along: `words('saving.done', {time})`. */
export function speaking(catalogue) {
  return (key, values = {}) => (catalogue[key] ?? key).replace(/{(\w+)}/g, (_, name) => values[name] ?? '');
}
