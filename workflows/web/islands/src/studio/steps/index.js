import Steps from './steps.js';

export default {
  __init__: ['steps'],
  steps: ['type', Steps],
};
