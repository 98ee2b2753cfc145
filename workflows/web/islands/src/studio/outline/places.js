import { is } from 'bpmn-js/lib/util/ModelUtil';
import { getPlaneIdFromShape } from 'bpmn-js/lib/util/DrilldownUtil';

/** Where the contents of an element are drawn: inside it, or on the plane of its own that a folded sub-process has. */
export function insideOf(element, canvas) {
  return canvas.getRootElements().find(({ id }) => id === getPlaneIdFromShape(element)) ?? element;
}

/** Gives the pool an element stands in; outside of one the first pool there is, or null. */
export function poolOf(element, canvas) {
  for (let each = element; each; each = each.parent) if (is(each, 'bpmn:Participant')) return each;
  return canvas.getRootElement().children.find((each) => is(each, 'bpmn:Participant')) ?? null;
}

/** The middle of a free place below everything that stands in `home`, for something as large as `box`. */
export function freeIn(home, { width, height }) {
  const children = home.children.filter((each) => !each.waypoints && !is(each, 'bpmn:Lane') && !each.labelTarget);
  if (!children.length) return { x: (home.x ?? 100) + 80 + width / 2, y: (home.y ?? 60) + Math.max((home.height ?? 160) / 2, height) };
  const taken = boundsOf(children);
  return { x: taken.x + width / 2, y: taken.y + taken.height + 40 + height / 2 };
}

export function boundsOf(shapes) {
  const x = Math.min(...shapes.map((each) => each.x));
  const y = Math.min(...shapes.map((each) => each.y));
  return {
    x,
    y,
    width: Math.max(...shapes.map((each) => each.x + each.width)) - x,
    height: Math.max(...shapes.map((each) => each.y + each.height)) - y,
  };
}
