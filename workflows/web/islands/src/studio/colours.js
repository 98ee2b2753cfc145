/** Pairs of line and fill that read well on white and for people who see few colours. */
const PAIRS = {
  blue: ['#0b50d0', '#d8e5fd'],
  green: ['#267337', '#d8eedd'],
  yellow: ['#8a5c00', '#ffe0a3'],
  red: ['#bd2c0f', '#fcdfd9'],
  grey: ['#464c53', '#e6e8ea'],
};

/** The colours as choices; the first takes a colour away. */
export function colours(words) {
  return ['', ...Object.keys(PAIRS)].map((id) => ({ id, label: words(`colour.${id || 'none'}`) }));
}

/** Names the colour of a line; `own` is one that is none of these. */
export function colourOf(line) {
  return Object.keys(PAIRS).find((id) => PAIRS[id][0] === line.toLowerCase()) ?? (line ? 'own' : '');
}

/** Paints elements; lines and the names beside shapes take no fill. All of them are one step to undo. */
export function paint(elements, id, modeling) {
  const [stroke, fill] = PAIRS[id] ?? [];
  modeling.setColor(elements, { stroke, fill });
}
