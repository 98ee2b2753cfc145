import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { choose } from './chooser.js';
import { between, following, onEdge, standing } from './options.js';

const isNode = (element) => is(element, 'bpmn:FlowNode');
const isFlow = (element) => is(element, 'bpmn:SequenceFlow');
const isHome = (element) => isAny(element, ['bpmn:Participant', 'bpmn:SubProcess']);

/** What can be done with a row, in the order of the buttons: `{id, shortcut, fits(element), run(element, outline)}`. */
const ACTIONS = [
  { id: 'append', shortcut: 'a', fits: (element) => isNode(element) && !is(element, 'bpmn:EndEvent'), run: (element, outline) => pick(outline, 'append', following(element), (target) => outline.building.append(element, target)) },
  { id: 'insert', shortcut: 'i', fits: isFlow, run: (element, outline) => pick(outline, 'insert', between(), (target) => outline.building.insert(element, target)) },
  { id: 'connect', shortcut: 'c', fits: (element) => isAny(element, ['bpmn:FlowNode', 'bpmn:TextAnnotation', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference', 'bpmn:Participant']), run: connect },
  { id: 'redirect', shortcut: 'd', fits: isFlow, run: redirect },
  { id: 'attach', shortcut: 'b', fits: (element) => is(element, 'bpmn:Activity') && !element.businessObject.triggeredByEvent, run: (element, outline) => pick(outline, 'attach', onEdge(element), (target) => outline.building.attach(element, target)) },
  { id: 'inside', shortcut: 'n', fits: isHome, run: (element, outline) => pick(outline, 'inside', standing(), (target) => outline.building.add(home(element, outline), target)) },
  { id: 'replace', shortcut: 'r', fits: (element) => element && !isAny(element, ['bpmn:Lane', 'bpmn:TextAnnotation', 'bpmn:Group', 'bpmn:MessageFlow']), run: replace },
  { id: 'rename', shortcut: '', fits: (element) => Boolean(element), run: (element, outline) => (outline.rename(element), false) },
  { id: 'lane', shortcut: 'l', fits: (element) => Boolean(element), run: (element, outline) => outline.building.addLane(element) },
  { id: 'move', shortcut: 'm', fits: isNode, run: moveToLane },
  { id: 'add', shortcut: 's', fits: () => true, run: (element, outline) => pick(outline, 'add', standing(), (target) => outline.building.add(rootHome(outline), target)) },
  { id: 'pool', shortcut: '', fits: () => true, run: (element, outline) => outline.building.addPool() },
  { id: 'delete', shortcut: 'Delete', fits: (element) => Boolean(element), run: (element, outline) => outline.building.remove(element) },
];

export function actionsFor(element, outline) {
  return ACTIONS.filter(({ fits, id }) => (element ? fits(element) : id === 'add' || id === 'pool') && (id !== 'move' || lanesOf(outline).length));
}

async function pick(outline, id, entries, use) {
  const translate = outline.injector.get('translate');
  const choices = entries.map(({ label, target }) => ({ label: translate(label), target }));
  const chosen = await choose({ title: outline.words(`action.${id}`), choices, words: outline.words });
  return chosen && use(chosen.target);
}

async function connect(element, outline) {
  const targets = others(element, outline).filter((each) => outline.building.mayConnect(element, each));
  const chosen = await pickElement(outline, 'connect', targets);
  return chosen && outline.building.connect(element, chosen);
}

async function redirect(flow, outline) {
  const targets = others(flow.target, outline).filter((each) => each !== flow.source && outline.building.mayConnect(flow.source, each));
  const chosen = await pickElement(outline, 'redirect', targets);
  if (chosen) outline.building.reconnect(flow, chosen);
}

async function moveToLane(element, outline) {
  const chosen = await pickElement(outline, 'move', lanesOf(outline));
  if (chosen) outline.building.moveTo(element, chosen);
}

async function replace(element, outline) {
  const entries = Object.values(outline.injector.get('replaceMenuProvider').getPopupMenuEntries(element));
  const choices = entries.map(({ label, action }) => ({ label, action }));
  const chosen = await choose({ title: outline.words('action.replace'), choices, words: outline.words });
  return chosen?.action();
}

async function pickElement(outline, id, elements) {
  const { names } = outline;
  const choices = elements.map((element) => ({ label: names.name(element), detail: `${names.kind(element)} · ${element.id}`, element }));
  return (await choose({ title: outline.words(`action.${id}`), choices, words: outline.words }))?.element;
}

function others(element, outline) {
  return outline.injector.get('edits').elements((each) => each !== element && !each.waypoints);
}

function lanesOf(outline) {
  return outline.injector.get('elementRegistry').filter((each) => is(each, 'bpmn:Lane') && !each.labelTarget);
}

/** Inside a folded sub-process means on its own plane. */
function home(element, outline) {
  return outline.canvas.getRootElements().find(({ id }) => id === `${element.id}_plane`) ?? element;
}

function rootHome(outline) {
  const root = outline.canvas.getRootElement();
  return root.children.find((each) => is(each, 'bpmn:Participant')) ?? root;
}
