import nameMenus from './menu_names.js';
import translate from './translate.js';

export default { __init__: [nameMenus], translate: ['factory', translate] };
