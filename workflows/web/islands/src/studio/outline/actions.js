import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { colours, paint } from '../colours.js';
import { choose } from './chooser.js';
import { between, following, onEdge, standing } from './options.js';
import { insideOf } from './places.js';

const isNode = (element) => is(element, 'bpmn:FlowNode');
const isFlow = (element) => is(element, 'bpmn:SequenceFlow');
const isHome = (element) => isAny(element, ['bpmn:Participant', 'bpmn:SubProcess']);
const isLane = (element) => is(element, 'bpmn:Lane');
const isShape = (element) => !element.waypoints && !isLane(element);
const isMovable = (element) => isShape(element) && !isAny(element, ['bpmn:Participant', 'bpmn:BoundaryEvent']);

/**
 * What can be done with a row, in the order of the buttons: `{id, shortcut, fits(element, outline), run(element, outline)}`.
 * What is `rare` has no button of its own. What has `all` is done with every row that is chosen: `all(element)` says which of them it concerns.
 */
const ACTIONS = [
  { id: 'append', shortcut: 'a', fits: (element) => isNode(element) && !is(element, 'bpmn:EndEvent'), run: (element, outline) => pick(outline, 'append', following(element), (target) => outline.building.append(element, target)) },
  { id: 'insert', shortcut: 'i', fits: isFlow, run: (element, outline) => pick(outline, 'insert', between(), (target) => outline.building.insert(element, target)) },
  { id: 'connect', shortcut: 'c', fits: (element) => isAny(element, ['bpmn:FlowNode', 'bpmn:TextAnnotation', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference', 'bpmn:Participant']), run: connect },
  { id: 'redirect', shortcut: 'd', fits: isFlow, run: redirect },
  { id: 'reattach', shortcut: 'o', fits: isFlow, run: reattach },
  { id: 'attach', shortcut: 'b', fits: (element) => is(element, 'bpmn:Activity') && !element.businessObject.triggeredByEvent, run: (element, outline) => pick(outline, 'attach', onEdge(element), (target) => outline.building.attach(element, target)) },
  { id: 'inside', shortcut: 'n', fits: isHome, run: (element, outline) => pick(outline, 'inside', standing(), (target) => outline.building.add(insideOf(element, outline.canvas), target)) },
  { id: 'replace', shortcut: 'r', fits: (element) => !isLane(element) && !isAny(element, ['bpmn:TextAnnotation', 'bpmn:Group', 'bpmn:MessageFlow']), run: replace },
  { id: 'rename', shortcut: '', fits: () => true, run: (element, outline) => (outline.rename(element), false) },
  { id: 'copy', shortcut: 'Ctrl+c', all: isShape, run: copy },
  { id: 'cut', rare: true, shortcut: 'Ctrl+x', all: isShape, run: (elements, outline) => outline.arranging.cut(elements) },
  { id: 'paste', shortcut: 'Ctrl+v', fits: (element, outline) => outline.arranging.mayPaste(), run: (element, outline) => outline.arranging.paste(element) },
  { id: 'move', shortcut: 'm', all: isMovable, fits: (elements, outline) => outline.arranging.places(elements).length > 0, run: move },
  { id: 'frame', rare: true, shortcut: 'g', all: isMovable, run: (elements, outline) => outline.arranging.frame(elements) },
  { id: 'colour', rare: true, shortcut: 'f', all: () => true, run: colour },
  { id: 'align', rare: true, shortcut: '', all: isMovable, fits: (elements) => elements.length > 1, run: align },
  { id: 'lane', rare: true, shortcut: 'l', fits: () => true, run: (element, outline) => outline.building.addLane(element) },
  { id: 'add', shortcut: 's', always: true, run: (element, outline) => pick(outline, 'add', standing(), (target) => outline.building.add(rootHome(outline), target)) },
  { id: 'pool', rare: true, shortcut: '', always: true, run: (element, outline) => outline.building.addPool() },
  { id: 'delete', shortcut: 'Delete', all: () => true, run: (elements, outline) => outline.building.remove(elements) },
  { id: 'more', shortcut: '', always: true, run: (element, outline) => more(outline) },
];

/** Gives what can be done now, each as `{id, shortcut, run()}`. */
export function actionsFor(outline) {
  return ACTIONS.map((action) => ({ action, given: concerned(action, outline) }))
    .filter(({ action, given }) => action.always || (given && (action.fits?.(given, outline) ?? true)))
    .map(({ action, given }) => ({ ...action, run: () => action.run(given, outline) }));
}

/** The row with the keyboard, or those of the chosen rows that the action is about; null when there are none. */
function concerned({ all }, outline) {
  if (!all) return outline.current();
  const elements = outline.chosen().filter(all);
  return elements.length ? elements : null;
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
  if (chosen) outline.building.reconnectEnd(flow, chosen);
}

async function reattach(flow, outline) {
  const sources = others(flow.source, outline).filter((each) => each !== flow.target && outline.building.mayConnect(each, flow.target));
  const chosen = await pickElement(outline, 'reattach', sources);
  if (chosen) outline.building.reconnectStart(flow, chosen);
}

/** Offers what has no button of its own, with its keys. */
async function more(outline) {
  const { words } = outline;
  const choices = actionsFor(outline).filter(({ rare }) => rare).map((action) => ({ label: words(`action.${action.id}`), detail: action.shortcut.toUpperCase(), action }));
  return (await choose({ title: words('action.more'), choices, words }))?.action.run();
}

function copy(elements, outline) {
  outline.arranging.copy(elements);
  outline.say(outline.words('outline.copied', { count: elements.length }));
}

async function move(elements, outline) {
  const chosen = await pickElement(outline, 'move', outline.arranging.places(elements));
  if (!chosen) return;
  const lost = outline.arranging.moveTo(elements, chosen);
  outline.select(elements);
  outline.say(outline.words(lost ? 'outline.unlinked' : 'outline.moved', { count: lost }));
}

async function colour(elements, outline) {
  const { words } = outline;
  const chosen = await choose({ title: words('action.colour'), choices: colours(words), words });
  if (chosen) paint(elements, chosen.id, outline.modeling);
}

async function align(elements, outline) {
  const entries = ['alignElementsMenuProvider', 'distributeElementsMenuProvider'].flatMap((name) => Object.values(outline.injector.get(name).getPopupMenuEntries(elements)));
  const choices = entries.map(({ title, action }) => ({ label: title, action }));
  const chosen = await choose({ title: outline.words('action.align'), choices, words: outline.words });
  chosen?.action();
}

async function replace(element, outline) {
  const menu = outline.injector.get('replaceMenuProvider');
  const entries = [...Object.values(menu.getPopupMenuEntries(element)), ...Object.values(menu.getPopupMenuHeaderEntries(element))];
  const choices = entries.map((entry) => ({ label: entry.label ?? entry.title, entry }));
  const chosen = await choose({ title: outline.words('action.replace'), choices, words: outline.words });
  return chosen?.entry.action({}, chosen.entry);
}

async function pickElement(outline, id, elements) {
  const { names } = outline;
  const choices = elements.map((element) => ({ label: names.name(element), detail: `${names.kind(element)} · ${element.id}`, element }));
  return (await choose({ title: outline.words(`action.${id}`), choices, words: outline.words }))?.element;
}

function others(element, outline) {
  return outline.injector.get('edits').elements((each) => each !== element && !each.waypoints);
}

function rootHome(outline) {
  const root = outline.canvas.getRootElement();
  return root.children.find((each) => is(each, 'bpmn:Participant')) ?? root;
}
