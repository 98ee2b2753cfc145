import { is } from 'bpmn-js/lib/util/ModelUtil';

/** Who is responsible for what stands in a lane. */
export default function lane(element, { edits, facts, words, lanes, names }) {
  if (!is(element, 'bpmn:Lane')) return standing(element, words, lanes, names);
  const roles = edits.read(element, 'jorye:role').split(/\s+/).filter(Boolean);
  const field = {
    key: 'role',
    kind: 'picker',
    multiple: true,
    label: words('property.role'),
    choices: facts.roles,
    value: roles,
    set: (ids) => edits.write(element, 'jorye:role', ids.join(' ')),
  };
  return { id: 'lane', fields: [field] };
}

/** In which of the lanes that are not drawn something stands; out of drawn ones it is moved. */
function standing(element, words, lanes, names) {
  const around = lanes.around(element.businessObject);
  if (!around.length) return null;
  const field = {
    key: 'lane',
    kind: 'select',
    label: words('property.lane'),
    choices: [{ id: '', label: words('none') }, ...around.map((each) => ({ id: each.id, label: names.title(each) || each.id }))],
    value: around.find((each) => element.businessObject.lanes.includes(each))?.id ?? '',
    set: (id) => lanes.put(element.businessObject, around.find((each) => each.id === id)),
  };
  return { id: 'lane', fields: [field] };
}
