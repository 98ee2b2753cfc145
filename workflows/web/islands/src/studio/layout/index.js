import MissingLayout from './missing_layout.js';

export default {
  __init__: ['missingLayout'],
  missingLayout: ['type', MissingLayout],
};
