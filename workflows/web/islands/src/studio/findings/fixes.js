import { is } from 'bpmn-js/lib/util/ModelUtil';
import { getMid } from 'diagram-js/lib/layout/LayoutUtil';

/** Applies the one right answer to a finding; each is one step to undo. */
export default class Fixes {
  static $inject = ['modeling', 'elementFactory', 'elementRegistry', 'steps', 'autoPlace'];

  constructor(modeling, elementFactory, elementRegistry, steps, autoPlace) {
    Object.assign(this, { modeling, elementFactory, registry: elementRegistry, steps, autoPlace });
  }

  knows(fix) {
    return Boolean(fix && KINDS[fix.kind] && this.registry.get(fix.element));
  }

  apply(fix) {
    const element = this.registry.get(fix.element);
    this.steps.once(() => KINDS[fix.kind](element, fix.values, this));
  }
}

const KINDS = {
  /** What several flows leave, or enter, gets a gateway of its own for that. */
  insert_gateway(element, { kind, side }, tools) {
    const after = side === 'after';
    const shape = tools.elementFactory.createShape({ type: `bpmn:${kind[0].toUpperCase()}${kind.slice(1)}` });
    const flows = (after ? element.outgoing : element.incoming).filter((each) => is(each, 'bpmn:SequenceFlow'));
    const { x, y } = getMid(element);
    const away = element.width / 2 + 50;
    const usual = after ? element.businessObject.default : undefined;
    const made = tools.modeling.createShape(shape, { x: after ? x + away : x - away, y }, element.parent);
    if (usual) tools.modeling.updateProperties(element, { default: undefined });
    for (const flow of flows) tools.modeling[after ? 'reconnectStart' : 'reconnectEnd'](flow, made, getMid(made));
    tools.modeling.connect(...(after ? [element, made] : [made, element]));
    if (usual) tools.modeling.updateProperties(made, { default: usual });
  },

  add_end_event(element, values, tools) {
    tools.autoPlace.append(element, tools.elementFactory.createShape({ type: 'bpmn:EndEvent' }));
  },

  remove_condition(element, values, tools) {
    tools.modeling.updateProperties(element, { conditionExpression: undefined });
  },

  set_default_flow(element, { flow }, tools) {
    tools.modeling.updateProperties(element, { default: tools.registry.get(flow).businessObject });
  },

  set_label(element, { name }, tools) {
    tools.modeling.updateLabel(element, name);
  },

  set_attribute(element, { name, value }, tools) {
    tools.modeling.updateProperties(element, { [name]: TYPED[value] ?? (value || undefined) });
  },

  remove(element, values, tools) {
    tools.modeling.removeElements([element]);
  },
};

const TYPED = { true: true, false: false };
