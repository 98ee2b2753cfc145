import names from '../names/index.js';
import steps from '../steps/index.js';
import Arranging from './arranging.js';
import Building from './building.js';
import Outline from './outline.js';

export default {
  __depends__: [names, steps],
  __init__: ['elementTable'],
  arranging: ['type', Arranging],
  building: ['type', Building],
  elementTable: ['type', Outline],
};
