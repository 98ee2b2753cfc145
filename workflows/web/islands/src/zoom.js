const READABLE = 0.9;
const LEGIBLE = 0.75;

/** Shows the whole diagram (or sub-process) when that stays readable, else the active element in the middle. */
export function zoomTo(viewer, marks) {
  const canvas = viewer.get('canvas');
  const target = mostUrgent(viewer.get('elementRegistry'), marks);
  if (target) canvas.setRootElement(canvas.findRoot(target));
  const fitted = canvas.zoom('fit-viewport', 'auto');
  if (fitted >= READABLE) return;
  if (target) return centre(canvas, target);
  fromTheStart(canvas);
}

/** Wires the buttons below the diagram: nearer, farther, whole, current, the whole screen. */
export function controls(viewer, marks, bar) {
  if (!bar) return;
  bar.hidden = false;
  const canvas = viewer.get('canvas');
  const actions = {
    in: () => viewer.get('zoomScroll').stepZoom(1),
    out: () => viewer.get('zoomScroll').stepZoom(-1),
    whole: () => canvas.zoom('fit-viewport', 'auto'),
    current: () => zoomTo(viewer, marks),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : bar.parentElement.requestFullscreen()),
  };
  for (const button of bar.querySelectorAll('[data-zoom]')) button.addEventListener('click', actions[button.dataset.zoom]);
  document.addEventListener('fullscreenchange', () => {
    canvas.resized();
    zoomTo(viewer, marks);
  });
}

/** A stopped element before a late one before one that is merely open; the innermost of them, which was entered last. */
function mostUrgent(registry, marks) {
  for (const urgent of ['incident', 'overdue', 'active']) {
    const found = marks.findLast(({ element, state }) => state === urgent && registry.get(element));
    if (found) return registry.get(found.element);
  }
  return null;
}

function fromTheStart(canvas) {
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min(READABLE, Math.max(LEGIBLE, outer.height / (inner.height + 40)));
  canvas.viewbox({ x: inner.x - 20, y: inner.y - 20, width: outer.width / scale, height: outer.height / scale });
}

/** Moves the start of a window so that it shows the drawing and not the empty paper beside it. */
function within(start, size, drawn, drawnSize) {
  const margin = 70; // the trail of sub-processes lies over the top left corner
  if (drawnSize + 2 * margin < size) return drawn + drawnSize / 2 - size / 2;
  return Math.min(Math.max(start, drawn - margin), drawn + drawnSize + margin - size);
}

function centre(canvas, { x, y, width, height }) {
  const { inner, outer } = canvas.viewbox();
  const size = { width: outer.width / READABLE, height: outer.height / READABLE };
  canvas.viewbox({
    x: within(x + width / 2 - size.width / 2, size.width, inner.x, inner.width),
    y: within(y + height / 2 - size.height / 2, size.height, inner.y, inner.height),
    ...size,
  });
}
