const READABLE = 0.85;

/** Shows the whole diagram when that stays readable, else the active element in the middle. */
export function zoomTo(viewer, marks) {
  const canvas = viewer.get('canvas');
  const fitted = canvas.zoom('fit-viewport', 'auto');
  const active = marks.find(({ state }) => ['incident', 'overdue', 'active'].includes(state));
  const target = active && viewer.get('elementRegistry').get(active.element);
  if (fitted >= READABLE) return;
  if (target) return centre(canvas, target);
  canvas.zoom(Math.max(fitted, 0.5), { x: 0, y: 0 });
  const { inner, outer, scale } = canvas.viewbox();
  if (inner.width * scale > outer.width) canvas.viewbox({ x: inner.x - 20, y: inner.y - 20, width: outer.width / scale, height: outer.height / scale });
}

/** Wires the buttons below the diagram: nearer, farther, whole, current. */
export function controls(viewer, marks, bar) {
  if (!bar) return;
  bar.hidden = false;
  const canvas = viewer.get('canvas');
  const actions = {
    in: () => viewer.get('zoomScroll').stepZoom(1),
    out: () => viewer.get('zoomScroll').stepZoom(-1),
    whole: () => canvas.zoom('fit-viewport', 'auto'),
    current: () => zoomTo(viewer, marks),
  };
  for (const button of bar.querySelectorAll('[data-zoom]')) button.addEventListener('click', actions[button.dataset.zoom]);
}

function centre(canvas, { x, y, width, height }) {
  const { outer } = canvas.viewbox();
  const size = { width: outer.width / READABLE, height: outer.height / READABLE };
  canvas.viewbox({ x: x + width / 2 - size.width / 2, y: y + height / 2 - size.height / 2, ...size });
}
