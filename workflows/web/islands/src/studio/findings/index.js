import steps from '../steps/index.js';
import Findings from './findings.js';
import Fixes from './fixes.js';

export default {
  __depends__: [steps],
  __init__: ['findings'],
  findings: ['type', Findings],
  fixes: ['type', Fixes],
};
