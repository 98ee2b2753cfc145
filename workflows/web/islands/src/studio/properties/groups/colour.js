import { is, getDi } from 'bpmn-js/lib/util/ModelUtil';
import { colourOf, colours, paint } from '../../colours.js';

/** The colour in the drawing, of everything that is selected; it means nothing to whoever runs it. */
export default function colour(element, { edits, words, selected }) {
  const di = getDi(element);
  if (!di || is(di, 'bpmndi:BPMNPlane')) return null;
  const field = {
    key: 'colour',
    kind: 'colours',
    label: words('property.colour'),
    hint: selected.length > 1 ? words('property.colour_many', { count: selected.length }) : undefined,
    choices: colours(words),
    value: colourOf(di.get('border-color') ?? di.get('stroke') ?? ''),
    set: (id) => paint(selected, id, edits.modeling),
  };
  return { id: 'colour', fields: [field] };
}
