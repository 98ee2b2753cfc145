import translate from './translate.js';

export default { translate: ['factory', translate] };
