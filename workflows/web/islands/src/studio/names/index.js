import Names from './names.js';

export default { elementNames: ['type', Names] };
