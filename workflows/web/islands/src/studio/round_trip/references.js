const NAMES_A_VARIABLE = new Set(['bpmn:loopDataInputRef', 'bpmn:loopDataOutputRef']);

/**
 * Follows references that the reader gives up: qualified names (`tns:order_process`), which some tools write, and names of
 * variables, which stand where BPMN wants an id. Called with what the reader gives: `{references, elementsById}`.
 */
export function followReferences({ references, elementsById }, moddle) {
  for (const { element, property, id } of references) {
    if (!id || elementsById[id]) continue;
    const found = elementsById[id.split(':')[1]];
    if (found) point(element, property, found);
    else if (NAMES_A_VARIABLE.has(property)) element.set(property, variable(id, moddle));
  }
}

/** What stands in the model for a variable: something with a name for its id, which nothing else may point to. */
export function variable(name, moddle) {
  return moddle.create('bpmn:ItemAwareElement', { id: name });
}

function point(element, property, found) {
  if (!element.$descriptor.propertiesByName[property]?.isMany) element.set(property, found);
  else if (!element.get(property).includes(found)) element.get(property).push(found);
}
