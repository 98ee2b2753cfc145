import assignment from './groups/assignment.js';
import basis from './groups/basis.js';
import called from './groups/called.js';
import colour from './groups/colour.js';
import deadline from './groups/deadline.js';
import decision from './groups/decision.js';
import event from './groups/event.js';
import flow from './groups/flow.js';
import form from './groups/form.js';
import general from './groups/general.js';
import instructions from './groups/instructions.js';
import lane from './groups/lane.js';
import operation from './groups/operation.js';
import repetition from './groups/repetition.js';
import result from './groups/result.js';
import script from './groups/script.js';

const GROUPS = [general, lane, form, assignment, deadline, instructions, operation, decision, called, script, event, flow, repetition, result, basis, colour];

/** Gives the groups `{id, fields}` that an element has; a group without fields is none. */
export function groupsOf(element, tools) {
  return GROUPS.map((group) => group(element, tools)).filter((group) => group?.fields.length);
}
