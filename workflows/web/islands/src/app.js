// Everything works without this file; it makes forms live and menus polite.
import 'htmx.org/dist/htmx.esm.js';
import { focusErrors } from './focus.js';
import { closeMenus } from './menus.js';

focusErrors(document);
closeMenus(document);
