import { is } from 'bpmn-js/lib/util/ModelUtil';

const COLUMN = 170;
const ROW = 130;
const POOL = { width: 600, height: 100 };
const SIZES = [
  ['bpmn:Event', 36, 36],
  ['bpmn:Gateway', 50, 50],
  ['bpmn:DataObjectReference', 36, 50],
  ['bpmn:DataStoreReference', 50, 50],
];

/**
 * Draws what came without a drawing: a process from left to right along its flows, one row per branch; else the partners
 * of a collaboration one below the other. Where a file holds neither, an empty process is there to begin with.
 */
export default class MissingLayout {
  static $inject = ['eventBus', 'moddle', 'config.studio'];

  constructor(eventBus, moddle, studio) {
    this._moddle = moddle;
    this._processId = studio.process_id;
    eventBus.on('import.parse.complete', 1500, ({ error, definitions, warnings }) => {
      if (!error && !definitions.diagrams?.length) this._draw(definitions, warnings);
    });
  }

  _draw(definitions, warnings) {
    const roots = definitions.get('rootElements');
    const process = roots.find((each) => is(each, 'bpmn:Process') && each.flowElements?.length);
    const talk = roots.find(({ $type, participants }) => $type === 'bpmn:Collaboration' && participants?.length);
    if (process) {
      const homes = [process, ...subProcesses(process)];
      definitions.set('diagrams', homes.map((home) => this._diagram(home, definitions, this._inside(home, { x: 160, y: 80 }))));
    } else if (talk) {
      definitions.set('diagrams', [this._diagram(talk, definitions, this._partners(talk))]);
    } else {
      warnings.push(...roots.map(({ id }) => ({ message: `${id} cannot be drawn` })));
      definitions.set('diagrams', [this._diagram(this._empty(definitions), definitions, [])]);
    }
  }

  /** Gives the process to begin with: the one that is there, or a new one. */
  _empty(definitions) {
    const roots = definitions.get('rootElements');
    const there = roots.find((each) => is(each, 'bpmn:Process'));
    if (there) return there;
    const process = this._moddle.create('bpmn:Process', { id: this._processId, isExecutable: true });
    process.$parent = definitions;
    roots.push(process);
    return process;
  }

  _partners({ participants, messageFlows = [] }) {
    const boxes = new Map(participants.map((each, index) => [each, { x: 160, y: 80 + index * 180, ...POOL }]));
    const shapes = participants.map((each) => this._shape(each, boxes.get(each), { isHorizontal: true }));
    const known = messageFlows.filter(({ sourceRef, targetRef }) => boxes.has(sourceRef) && boxes.has(targetRef));
    const lines = known.map((each, index) => this._upright(each, boxes, 160 + ((index + 1) * POOL.width) / (known.length + 1)));
    return [...shapes, ...lines];
  }

  /** Leads a message from one partner to the other, straight up or down. */
  _upright(flow, boxes, x) {
    const [from, to] = [boxes.get(flow.sourceRef), boxes.get(flow.targetRef)];
    const isDown = from.y < to.y;
    return this._line(flow, [{ x, y: isDown ? from.y + from.height : from.y }, { x, y: isDown ? to.y : to.y + to.height }]);
  }

  _diagram(home, definitions, elements) {
    const plane = this._moddle.create('bpmndi:BPMNPlane', { id: `${home.id}_plane_di`, bpmnElement: home, planeElement: elements });
    const diagram = this._moddle.create('bpmndi:BPMNDiagram', { id: `${home.id}_diagram`, plane });
    for (const each of elements) each.$parent = plane;
    plane.$parent = diagram;
    diagram.$parent = definitions;
    return diagram;
  }

  /** Gives the shapes and edges of what a process or sub-process holds, from `at` to the right and down. */
  _inside(home, at) {
    const flows = (home.flowElements ?? []).filter((each) => is(each, 'bpmn:SequenceFlow'));
    const nodes = (home.flowElements ?? []).filter((each) => !is(each, 'bpmn:SequenceFlow') && !is(each, 'bpmn:DataObject'));
    const bounds = new Map();
    const elements = [];
    const places = columns(nodes, flows);
    for (const node of nodes.filter((each) => !is(each, 'bpmn:BoundaryEvent'))) {
      const { column, row } = places.get(node);
      const [width, height] = sizeOf(node);
      const box = { x: at.x + column * COLUMN + (100 - width) / 2, y: at.y + row * ROW + (80 - height) / 2, width, height };
      bounds.set(node, box);
      elements.push(this._shape(node, box));
    }
    nodes.filter((each) => is(each, 'bpmn:BoundaryEvent')).forEach((event, index) => {
      const host = bounds.get(event.attachedToRef);
      if (!host) return;
      const box = { x: host.x + host.width - 36 - (index % 2) * 44, y: host.y + host.height - 18, width: 36, height: 36 };
      bounds.set(event, box);
      elements.push(this._shape(event, box));
    });
    for (const flow of flows) {
      const [from, to] = [bounds.get(flow.sourceRef), bounds.get(flow.targetRef)];
      if (from && to) elements.push(this._edge(flow, from, to));
    }
    return elements;
  }

  _shape(node, box, looks = {}) {
    const bounds = this._moddle.create('dc:Bounds', box);
    const collapsed = is(node, 'bpmn:SubProcess') ? { isExpanded: false } : {};
    const shape = this._moddle.create('bpmndi:BPMNShape', { id: `${node.id}_di`, bpmnElement: node, bounds, ...collapsed, ...looks });
    bounds.$parent = shape;
    return shape;
  }

  _edge(flow, from, to) {
    const start = { x: from.x + from.width, y: from.y + from.height / 2 };
    const end = { x: to.x, y: to.y + to.height / 2 };
    const middle = Math.round((start.x + end.x) / 2);
    return this._line(flow, start.y === end.y ? [start, end] : [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end]);
  }

  _line(flow, points) {
    const waypoint = points.map((point) => this._moddle.create('dc:Point', point));
    return this._moddle.create('bpmndi:BPMNEdge', { id: `${flow.id}_di`, bpmnElement: flow, waypoint });
  }
}

function sizeOf(node) {
  return SIZES.find(([type]) => is(node, type))?.slice(1) ?? [100, 80];
}

function subProcesses(home) {
  const inner = (home.flowElements ?? []).filter((each) => is(each, 'bpmn:SubProcess'));
  return inner.flatMap((each) => [each, ...subProcesses(each)]);
}

/** Column: how far from a beginning; row: the next free one of that column. */
function columns(nodes, flows) {
  const column = new Map();
  const visit = (node, depth) => {
    if (!node || column.has(node)) return;
    column.set(node, depth);
    const leaving = flows.filter(({ sourceRef }) => sourceRef === node || sourceRef?.attachedToRef === node);
    for (const { targetRef } of leaving) visit(targetRef, depth + 1);
  };
  const entered = new Set(flows.map(({ targetRef }) => targetRef));
  for (const node of nodes) if (!entered.has(node) && !is(node, 'bpmn:BoundaryEvent')) visit(node, 0);
  for (const node of nodes) visit(node, 0);
  const used = new Map();
  const placed = nodes.filter((each) => !is(each, 'bpmn:BoundaryEvent'));
  return new Map(
    placed.map((node) => {
      const place = column.get(node);
      const row = used.get(place) ?? 0;
      used.set(place, row + 1);
      return [node, { column: place, row }];
    }),
  );
}
