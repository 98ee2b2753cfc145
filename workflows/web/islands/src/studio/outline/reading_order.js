import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';

/**
 * Lists a diagram as people read it: pools, their lanes, then what happens from the start along the flows; below each
 * element what stands on its edge and the flows and associations that leave it, below a sub-process what is inside.
 * Gives `{element, level, parent, isOpenable}`.
 */
export function readingOrder(roots) {
  const rows = [];
  const pools = roots.flatMap((root) => root.children.filter((each) => is(each, 'bpmn:Participant')));
  const [main] = roots;
  for (const pool of pools.sort(byPlace)) {
    rows.push({ element: pool, level: 1 });
    for (const lane of lanes(pool)) rows.push({ element: lane, level: 2 });
    inside(pool, 2, rows, roots);
  }
  if (main) inside(main, 1, rows, roots);
  return rows;
}

function lanes(pool) {
  return pool.children.filter((each) => is(each, 'bpmn:Lane')).sort(byPlace).flatMap((lane) => [lane, ...lanes(lane)]);
}

function inside(home, level, rows, roots) {
  const children = contents(home).filter((each) => !each.labelTarget && !each.hidden);
  const nodes = children.filter((each) => is(each, 'bpmn:FlowNode') && !is(each, 'bpmn:BoundaryEvent'));
  for (const node of inFlowOrder(nodes)) add(node, level, rows, roots);
  for (const other of children.filter((each) => isAny(each, ARTIFACTS)).sort(byPlace)) {
    rows.push({ element: other, level });
    for (const line of leaving(other)) rows.push({ element: line, level: level + 1 });
  }
}

const ARTIFACTS = ['bpmn:DataObjectReference', 'bpmn:DataStoreReference', 'bpmn:TextAnnotation', 'bpmn:Group', 'bpmn:MessageFlow'];

/** Lanes hold no shapes of their own; whatever stands in a lane is a child of its pool. */
function contents(home) {
  return home.children.flatMap((each) => (is(each, 'bpmn:Lane') ? contents(each) : [each]));
}

function add(node, level, rows, roots) {
  const plane = roots.find((root) => root.id === `${node.id}_plane`);
  rows.push({ element: node, level });
  for (const flow of leaving(node)) rows.push({ element: flow, level: level + 1 });
  for (const event of (node.attachers ?? []).filter((each) => !each.labelTarget)) add(event, level + 1, rows, roots);
  if (is(node, 'bpmn:SubProcess')) inside(plane ?? node, level + 1, rows, roots);
}

const LINES = ['bpmn:SequenceFlow', 'bpmn:Association', 'bpmn:DataInputAssociation', 'bpmn:DataOutputAssociation'];

function leaving(element) {
  return (element.outgoing ?? []).filter((each) => isAny(each, LINES));
}

/** Depth first from where nothing comes in; what no start reaches follows by place. A branch ends where it meets another. */
function inFlowOrder(nodes) {
  const here = new Set(nodes);
  const seen = new Set();
  const order = [];
  const targets = (node) => [node, ...(node.attachers ?? [])].flatMap((each) => (each.outgoing ?? []).map(({ target }) => target));
  const visit = (node) => {
    if (!here.has(node) || seen.has(node)) return;
    seen.add(node);
    order.push(node);
    targets(node).forEach(visit);
  };
  const entering = nodes.filter((node) => !(node.incoming ?? []).some(({ source }) => here.has(source) && source !== node));
  entering.sort(startsFirst).forEach(visit);
  [...nodes].sort(byPlace).forEach(visit);
  return order;
}

function startsFirst(one, other) {
  return is(other, 'bpmn:StartEvent') - is(one, 'bpmn:StartEvent') || byPlace(one, other);
}

function byPlace(one, other) {
  return Math.round((one.y ?? 0) / 60) - Math.round((other.y ?? 0) / 60) || (one.x ?? 0) - (other.x ?? 0);
}
