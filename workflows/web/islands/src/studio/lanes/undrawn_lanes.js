import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';
import UpdateFlowNodeRefsHandler from 'bpmn-js/lib/features/modeling/cmd/UpdateFlowNodeRefsHandler';
import { is } from 'bpmn-js/lib/util/ModelUtil';

const BEFORE_THE_HANDLER = 2000;

/**
 * Lanes inside a sub-process have no shape: the drawing tool would take whatever moves out of them, and put nothing in.
 * What stands in such a lane stays there, and something new joins the lane of what stands nearest to its row.
 */
export default class UndrawnLanes extends CommandInterceptor {
  static $inject = ['eventBus', 'elementRegistry', 'commandStack'];

  constructor(eventBus, elementRegistry, commandStack) {
    super(eventBus);
    Object.assign(this, { _registry: elementRegistry, _commands: commandStack });
    const handler = new UpdateFlowNodeRefsHandler();
    this.execute('lane.updateRefs', BEFORE_THE_HANDLER, ({ context }) => {
      context.updates ??= handler._computeUpdates(context.flowNodeShapes, context.laneShapes).map((update) => this._kept(update));
    });
  }

  /** Gives the lanes without a shape among which an element may stand. */
  around(node) {
    const home = node.$parent;
    if (!is(node, 'bpmn:FlowNode') || !is(home, 'bpmn:SubProcess')) return [];
    return (home.laneSets ?? []).flatMap(leaves).filter(({ id }) => !this._registry.get(id));
  }

  /** Puts an element into one of them. */
  put(node, lane) {
    const remove = this.around(node).filter((each) => node.lanes.includes(each));
    this._commands.execute('lane.updateRefs', { updates: [{ flowNode: node, remove, add: lane ? [lane] : [] }] });
  }

  _kept({ flowNode, remove, add }) {
    const around = this.around(flowNode);
    const shape = this._registry.get(flowNode.id);
    if (!around.length || !shape?.parent) return { flowNode, remove, add };
    const held = remove.filter((each) => around.includes(each));
    const joined = held.length ? [] : this._nearest(shape, around);
    return { flowNode, remove: remove.filter((each) => !held.includes(each)), add: [...add, ...joined] };
  }

  /** The lane of the element whose row is nearest, and among those the nearest. */
  _nearest(shape, around) {
    const placed = shape.parent.children
      .map((each) => ({ each, lane: around.find((lane) => each !== shape && each.businessObject.lanes?.includes(lane)) }))
      .filter(({ lane }) => lane)
      .map(({ each, lane }) => ({ lane, rows: Math.abs(middle(each).y - middle(shape).y), columns: Math.abs(middle(each).x - middle(shape).x) }));
    placed.sort((one, other) => one.rows - other.rows || one.columns - other.columns);
    return placed.slice(0, 1).map(({ lane }) => lane);
  }
}

function leaves({ lanes = [] }) {
  return lanes.flatMap((lane) => (lane.childLaneSet ? leaves(lane.childLaneSet) : [lane]));
}

function middle({ x, y, width, height }) {
  return { x: x + width / 2, y: y + height / 2 };
}
