import { is } from 'bpmn-js/lib/util/ModelUtil';
import { getShapeIdFromPlane } from 'bpmn-js/lib/util/DrilldownUtil';
import { getMid } from 'diagram-js/lib/layout/LayoutUtil';
import { boundsOf, freeIn, insideOf, poolOf } from './places.js';

const MARGIN = 20;

/** Copies, moves and frames what is drawn already, one or several at once; every verb is one step to undo. */
export default class Arranging {
  static $inject = ['copyPaste', 'clipboard', 'modeling', 'elementFactory', 'elementRegistry', 'rules', 'steps', 'canvas'];

  constructor(copyPaste, clipboard, modeling, elementFactory, elementRegistry, rules, steps, canvas) {
    Object.assign(this, { copyPaste, clipboard, modeling, elementFactory, elementRegistry, rules, steps, canvas });
  }

  copy(elements) {
    this.copyPaste.copy(elements);
  }

  cut(elements) {
    this.copyPaste.cut(elements);
  }

  mayPaste() {
    return Boolean(this.clipboard.get()?.[0]);
  }

  /** Puts in what was copied, beside an element; gives the new shapes. */
  paste(beside) {
    const copied = this.clipboard.get()[0];
    const home = this._homeFor(copied, beside);
    const point = freeIn(home, boundsOf(copied.filter((each) => !each.waypoints)));
    return this.copyPaste.paste({ element: home, point }).filter((each) => !each.waypoints && !each.labelTarget);
  }

  /** Draws a border around elements, which means nothing to whoever runs them. */
  frame(elements) {
    const { x, y, width, height } = boundsOf(elements);
    const bounds = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
    const shape = this.elementFactory.createShape({ type: 'bpmn:Group', width: bounds.width, height: bounds.height });
    return this.steps.once(() => this.modeling.createShape(shape, getMid(bounds), elements[0].parent));
  }

  /** Where elements may be moved: other lanes, sub-processes, and out of the one they stand in. */
  places(elements) {
    return this.elementRegistry.filter((place) => {
      if (place.labelTarget || !(this._holds(place) || is(place, 'bpmn:Lane')) || this._isWithin(place, elements)) return false;
      if (elements.every((each) => (is(place, 'bpmn:Lane') ? each.businessObject.lanes?.includes(place.businessObject) : each.parent === this._inside(place)))) return false;
      return Boolean(this.rules.allowed('elements.move', { shapes: elements, target: this._inside(place) }));
    });
  }

  /**
   * Moves elements into a lane or a sub-process, or out; in another lane of their pool they keep
   * their place from left to right. Gives how many flows fell away, because they may not cross a sub-process's edge.
   */
  moveTo(elements, place) {
    const home = is(place, 'bpmn:Lane') ? poolOf(place, this.canvas) : this._inside(place);
    const box = boundsOf(elements);
    const { x, y } = getMid(box);
    const to = is(place, 'bpmn:Lane') ? this._inLane(place, home, elements, box) : freeIn(home, box);
    const before = linesOf(elements);
    this.steps.once(() => this.modeling.moveElements(elements, { x: Math.round(to.x - x), y: Math.round(to.y - y) }, home));
    return before - linesOf(elements);
  }

  _inside(place) {
    return insideOf(place, this.canvas);
  }

  /** A process with pools holds nothing itself; one with lanes is moved into by them. */
  _holds(place) {
    if (is(place, 'bpmn:SubProcess')) return Boolean(place.parent);
    if (is(place, 'bpmn:Participant')) return !place.children.some((each) => is(each, 'bpmn:Lane'));
    return is(place, 'bpmn:Process') && !place.isImplicit;
  }

  _isWithin(place, elements) {
    for (let each = place; each; each = this._outer(each)) if (elements.includes(each)) return true;
    return false;
  }

  /** What an element stands in; out of the plane of a folded sub-process leads that sub-process. */
  _outer(element) {
    if (element.parent) return element.parent;
    const shape = this.elementRegistry.get(getShapeIdFromPlane(element));
    return shape === element ? null : shape;
  }

  _inLane(lane, pool, elements, { x, width }) {
    const { y } = getMid(lane);
    if (elements.every((each) => each.parent === pool)) return { x: x + width / 2, y };
    const there = pool.children.filter((each) => each.businessObject.lanes?.includes(lane.businessObject));
    const right = there.length ? boundsOf(there).x + boundsOf(there).width + 40 : lane.x + 80;
    return { x: right + width / 2, y };
  }

  _homeFor(copied, beside) {
    if (copied.some((each) => is(each, 'bpmn:Participant'))) return this.canvas.getRootElement();
    if (!beside) return poolOf(null, this.canvas) ?? this.canvas.getRootElement();
    return poolOf(beside, this.canvas) === beside || is(beside, 'bpmn:Lane') ? poolOf(beside, this.canvas) : beside.parent;
  }
}

function linesOf(elements) {
  return new Set(elements.flatMap(({ incoming, outgoing }) => [...incoming, ...outgoing])).size;
}
