import { is } from 'bpmn-js/lib/util/ModelUtil';
import { isExpanded } from 'bpmn-js/lib/util/DiUtil';

/** Calls elements by their names and kinds, in the language of the page. */
export default class Names {
  static $inject = ['config.studio', 'translate'];

  constructor(studio, translate) {
    this._words = studio.words;
    this._language = studio.language;
    this._translate = translate;
  }

  /** The English name on an English page where there is one, else the Korean, else the kind. */
  name(element) {
    const object = element.businessObject;
    const name = this.title(object);
    if (name) return name;
    return object.$instanceOf('bpmn:SequenceFlow') ? this.flow(element) : this.kind(element);
  }

  /** What somebody has written on it; empty when nobody has. */
  title(object) {
    const english = this._language === 'en' ? (object.categoryValueRef || object).get?.('jorye:nameEn') : '';
    return english || object.name || object.text || object.categoryValueRef?.value || '';
  }

  /** `접수 → 검토` */
  flow(element) {
    return `${element.source ? this.name(element.source) : '?'} → ${element.target ? this.name(element.target) : '?'}`;
  }

  /** What it is, in one word or two: `시간 경계 사건`, `갈림길(하나만)`. */
  kind(element) {
    const object = element.businessObject;
    const own = KINDS.find(([type]) => is(object, type));
    if (own) return this._words(own[1]);
    return this._translate(label(object, element));
  }
}

const KINDS = [
  ['bpmn:Participant', 'kind.participant'],
  ['bpmn:Lane', 'kind.lane'],
  ['bpmn:Process', 'kind.process'],
  ['bpmn:Collaboration', 'kind.collaboration'],
  ['bpmn:MessageFlow', 'kind.message_flow'],
  ['bpmn:Association', 'kind.association'],
  ['bpmn:DataAssociation', 'kind.association'],
  ['bpmn:TextAnnotation', 'kind.annotation'],
  ['bpmn:Group', 'kind.group'],
];

function label(object, element) {
  if (is(object, 'bpmn:Event')) return event(object);
  if (is(object, 'bpmn:SequenceFlow')) return flow(object);
  if (object.triggeredByEvent) return 'Event sub-process';
  if (is(object, 'bpmn:Transaction')) return 'Transaction';
  if (is(object, 'bpmn:SubProcess')) {
    const kind = is(object, 'bpmn:AdHocSubProcess') ? 'Ad-hoc sub-process' : 'Sub-process';
    return `${kind} (${isExpanded(element) ? 'expanded' : 'collapsed'})`;
  }
  return words(object.$type);
}

const PLACES = {
  'bpmn:StartEvent': 'start event',
  'bpmn:EndEvent': 'end event',
  'bpmn:BoundaryEvent': 'boundary event',
  'bpmn:IntermediateCatchEvent': 'intermediate catch event',
  'bpmn:IntermediateThrowEvent': 'intermediate throw event',
};

function event(object) {
  const trigger = object.eventDefinitions?.[0]?.$type.replace(/^bpmn:|EventDefinition$/g, '');
  const place = PLACES[object.$type];
  if (!trigger) return place === 'intermediate catch event' ? 'Intermediate throw event' : capital(place);
  const goesOn = object.cancelActivity === false || object.isInterrupting === false;
  return `${trigger} ${place}${goesOn ? ' (non-interrupting)' : ''}`;
}

function flow(object) {
  if (object.sourceRef?.default === object) return 'Default flow';
  return object.conditionExpression ? 'Conditional flow' : 'Sequence flow';
}

/** `bpmn:UserTask` → `User task` */
function words(type) {
  const name = type.replace('bpmn:', '').replace('EventBased', 'Event-based');
  return capital(name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
