import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { getMid } from 'diagram-js/lib/layout/LayoutUtil';
import { boundsOf, freeIn, poolOf } from './places.js';
import { makeRoom } from './room.js';

/** Does what the canvas does with a mouse: every verb is one step to undo and leaves a tidy drawing. */
export default class Building {
  static $inject = ['modeling', 'elementFactory', 'autoPlace', 'spaceTool', 'steps', 'canvas', 'rules', 'elementRegistry'];

  constructor(modeling, elementFactory, autoPlace, spaceTool, steps, canvas, rules, elementRegistry) {
    Object.assign(this, { modeling, elementFactory, autoPlace, spaceTool, steps, canvas, rules, elementRegistry });
  }

  /** Adds something after an element and connects the two. */
  append(source, option) {
    return this.steps.once(() => this.autoPlace.append(source, this._make(option)));
  }

  /** Puts something into a flow; what follows moves along where there is too little room. */
  insert(flow, option) {
    return this.steps.once(() => {
      const shape = this._make(option);
      makeRoom(flow, shape.width, this);
      const { target } = flow;
      const made = this.modeling.createShape(shape, middleOf(flow), flow);
      if (!made.incoming.length) this.modeling.reconnectEnd(flow, made, getMid(made));
      if (!made.outgoing.length) this.modeling.connect(made, target);
      for (const each of [...made.incoming, ...made.outgoing]) this.modeling.layoutConnection(each);
      return made;
    });
  }

  /** Puts an event on an element's lower edge, beside those that stand there. */
  attach(host, option) {
    return this.steps.once(() => {
      const taken = host.attachers.filter((each) => !each.labelTarget).length;
      const x = host.x + host.width - 20 - ((taken * 46) % Math.max(host.width - 20, 46));
      return this.modeling.createShape(this._make(option), { x, y: host.y + host.height }, host, { attach: true });
    });
  }

  /** Adds the first element of an empty place, or one more that nothing leads to. */
  add(home, option) {
    return this.steps.once(() => {
      const shape = this._make(option);
      return this.modeling.createShape(shape, freeIn(home, shape), home);
    });
  }

  /** Adds a lane below; a process without a pool gets one around it first. */
  addLane(element) {
    return this.steps.once(() => {
      const pool = is(element, 'bpmn:Lane') ? element : (poolOf(element, this.canvas) ?? this._surround());
      return this.modeling.addLane(pool, 'bottom');
    });
  }

  /** Adds a pool around the process, or one more below. */
  addPool() {
    return this.steps.once(() => this._surround());
  }

  connect(source, target) {
    return this.modeling.connect(source, target);
  }

  mayConnect(source, target) {
    return Boolean(this.rules.allowed('connection.create', { source, target }));
  }

  reconnectStart(flow, source) {
    this.modeling.reconnectStart(flow, source, getMid(source));
  }

  reconnectEnd(flow, target) {
    this.modeling.reconnectEnd(flow, target, getMid(target));
  }

  remove(elements) {
    this.modeling.removeElements(elements);
  }

  _make(option) {
    const { type, ...attributes } = option;
    return type === 'bpmn:Participant' ? this.elementFactory.createParticipantShape(attributes) : this.elementFactory.createShape({ type, ...attributes });
  }

  _surround() {
    const root = this.canvas.getRootElement();
    const shapes = root.children.filter((each) => !each.waypoints && !each.labelTarget);
    const shape = this.elementFactory.createParticipantShape({ isExpanded: true });
    if (!shapes.length) return this.modeling.createShape(shape, { x: 400, y: 200 }, root);
    const box = boundsOf(shapes);
    if (isAny(root, ['bpmn:Collaboration'])) return this.modeling.createShape(shape, { x: box.x + shape.width / 2, y: box.y + box.height + 60 + shape.height / 2 }, root);
    const bounds = { x: box.x - 80, y: box.y - 40, width: Math.max(box.width + 130, shape.width), height: Math.max(box.height + 80, shape.height) };
    Object.assign(shape, { width: bounds.width, height: bounds.height });
    return this.modeling.createShape(shape, getMid(bounds), root);
  }
}

function middleOf({ waypoints }) {
  const lengths = waypoints.slice(1).map((point, index) => Math.hypot(point.x - waypoints[index].x, point.y - waypoints[index].y));
  const longest = lengths.indexOf(Math.max(...lengths));
  const [from, to] = [waypoints[longest], waypoints[longest + 1]];
  return { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) };
}
