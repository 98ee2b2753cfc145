/** Marks elements `[{element, state: active|overdue|done|incident|cancelled, label}]` and the flows walked between done ones. */
export function mark(viewer, marks) {
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const registry = viewer.get('elementRegistry');
  for (const { element, state, label } of marks) {
    if (!registry.get(element)) continue;
    canvas.addMarker(element, `mark-${state}`);
    if (label) overlays.add(element, 'mark', { position: { top: -14, left: 8 }, html: badge(state, label) });
  }
  const visited = new Set(marks.map(({ element }) => element));
  for (const flow of registry.filter(({ waypoints }) => waypoints)) {
    const walked = visited.has(flow.source?.id) && visited.has(flow.target?.id);
    if (walked) canvas.addMarker(flow, 'mark-walked');
  }
}

function badge(state, label) {
  const node = document.createElement('div');
  node.className = `badge-mark badge-mark-${state}`;
  node.textContent = label;
  return node;
}
