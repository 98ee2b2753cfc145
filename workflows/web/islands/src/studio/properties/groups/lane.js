import { is } from 'bpmn-js/lib/util/ModelUtil';

/** Who is responsible for what stands in a lane. */
export default function lane(element, { edits, facts, words }) {
  if (!is(element, 'bpmn:Lane')) return null;
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
