import expressions from '../expressions/index.js';
import steps from '../steps/index.js';
import Edits from './edits.js';
import Panel from './panel.js';

export default {
  __depends__: [expressions, steps],
  __init__: ['propertiesPanel'],
  edits: ['type', Edits],
  propertiesPanel: ['type', Panel],
};
