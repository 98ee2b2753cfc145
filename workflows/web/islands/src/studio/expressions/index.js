import ExpressionHelp from './expression_help.js';

export default { expressionHelp: ['type', ExpressionHelp] };
