import ForeignCopy from './foreign_copy.js';

export default {
  moddleCopy: ['type', ForeignCopy],
};
