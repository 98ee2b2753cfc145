import { is, getDi } from 'bpmn-js/lib/util/ModelUtil';

/** Pairs of line and fill that read well on white and for people who see few colours. */
const COLOURS = {
  blue: ['#0b50d0', '#d8e5fd'],
  green: ['#267337', '#d8eedd'],
  yellow: ['#8a5c00', '#ffe0a3'],
  red: ['#bd2c0f', '#fcdfd9'],
  grey: ['#464c53', '#e6e8ea'],
};

/** The colour in the drawing; it means nothing to whoever runs it. */
export default function colour(element, { edits, words }) {
  const di = getDi(element);
  if (!di || is(di, 'bpmndi:BPMNPlane')) return null;
  const line = di.get('border-color') ?? di.get('stroke') ?? '';
  const value = Object.keys(COLOURS).find((name) => COLOURS[name][0] === line.toLowerCase()) ?? (line ? 'own' : '');
  const set = (name) => edits.modeling.setColor([element], name ? { stroke: COLOURS[name][0], fill: element.waypoints ? undefined : COLOURS[name][1] } : null);
  const choices = ['', ...Object.keys(COLOURS)].map((id) => ({ id, label: words(`colour.${id || 'none'}`) }));
  return { id: 'colour', fields: [{ key: 'colour', kind: 'colours', label: words('property.colour'), choices, value, set }] };
}
