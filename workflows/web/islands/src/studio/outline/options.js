import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries';
import { is } from 'bpmn-js/lib/util/ModelUtil';

const ALL = Object.values(PopupEntries);
const of = (...types) => ALL.filter(({ target }) => types.includes(target.type));

const ACTIVITIES = ALL.filter(({ target }) => /Task$|CallActivity$|SubProcess$|Transaction$/.test(target.type) && !target.triggeredByEvent);
const EVENT_SUB_PROCESSES = ALL.filter(({ target }) => target.triggeredByEvent);
const GATEWAYS = ALL.filter(({ target }) => /Gateway$/.test(target.type));
const BETWEEN = of('bpmn:IntermediateCatchEvent', 'bpmn:IntermediateThrowEvent');
const ENDS = of('bpmn:EndEvent');
const STARTS = of('bpmn:StartEvent').filter(({ target }) => target.isInterrupting !== false);
const DATA = of('bpmn:DataObjectReference', 'bpmn:DataStoreReference');
const NOTE = { label: 'Add text annotation', target: { type: 'bpmn:TextAnnotation' } };

/** What may follow an element. */
export function following(element) {
  if (is(element, 'bpmn:EndEvent')) return [NOTE];
  return [...inOrder(ACTIVITIES), ...GATEWAYS, ...BETWEEN, ...ENDS, NOTE];
}

/** What may stand in a flow. */
export function between() {
  return [...inOrder(ACTIVITIES), ...GATEWAYS, ...BETWEEN];
}

/** What may stand on an activity's edge. */
export function onEdge(host) {
  const cancels = is(host, 'bpmn:Transaction');
  return of('bpmn:BoundaryEvent').filter(({ target }) => target.eventDefinitionType && (cancels || target.eventDefinitionType !== 'bpmn:CancelEventDefinition'));
}

/** What may stand for itself in a process, a pool or a sub-process. */
export function standing() {
  return [...STARTS, ...inOrder(ACTIVITIES), ...EVENT_SUB_PROCESSES, ...GATEWAYS, ...BETWEEN, ...ENDS, ...DATA, NOTE];
}

/** The kinds that a city's processes are made of stand first. */
function inOrder(entries) {
  const rank = ({ target }) => {
    const found = FIRST.indexOf(target.type);
    return found < 0 ? FIRST.length : found;
  };
  return [...entries].sort((one, other) => rank(one) - rank(other));
}

const FIRST = ['bpmn:UserTask', 'bpmn:ServiceTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask', 'bpmn:CallActivity', 'bpmn:SubProcess', 'bpmn:ManualTask'];
