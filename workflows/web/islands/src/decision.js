// The comfortable editor of decision tables. The form beside it does the same without scripts.
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import './css/decision.css';
import { TablePage } from './decision/page.js';

const host = document.querySelector('[data-decision]');
if (host) new TablePage(host).open();
