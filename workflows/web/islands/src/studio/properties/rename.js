const NAME = /^[A-Za-z_][\w.-]*$/;

/** Gives an element another id, and everything of ours that means it by id follows. Says whether the id could be taken. */
export function rename(element, id, edits) {
  const before = element.businessObject.id;
  if (id === before) return true;
  if (!NAME.test(id) || edits.moddle.ids.assigned(id)) {
    return false;
  }
  edits.steps.once(() => {
    edits.modeling.updateProperties(element, { id });
    for (const other of edits.elements()) follow(other, before, id, edits);
  });
  return true;
}

function follow(element, before, id, edits) {
  const distinct = edits.read(element, 'jorye:distinctFrom').split(/\s+/);
  if (distinct.includes(before)) edits.write(element, 'jorye:distinctFrom', distinct.map((each) => (each === before ? id : each)).join(' '));
  const quoted = edits.read(element, 'jorye:assignTo').trim();
  if (quoted === `"${before}"` || quoted === `'${before}'`) edits.write(element, 'jorye:assignTo', `"${id}"`);
}
