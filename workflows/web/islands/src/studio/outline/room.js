const GAP = 50;

/** Moves everything to the right of a flow's source farther right, so that something `width` wide fits between its ends. */
export function makeRoom(flow, width, { spaceTool, elementRegistry, canvas }) {
  const { source, target } = flow;
  const start = source.x + source.width;
  const missing = width + 2 * GAP - (target.x - start);
  if (target.x <= start || missing <= 0) return;
  const root = canvas.findRoot(source);
  const elements = elementRegistry.filter((each) => each.parent && canvas.findRoot(each) === root);
  const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(elements, 'x', missing, start + 1);
  spaceTool.makeSpace(movingShapes, resizingShapes, { x: missing, y: 0 }, 'e', start + 1);
}
