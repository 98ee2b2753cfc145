// The diagram editor of the studio. The outline beside the canvas carries the same elements and the same deeds.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import './css/studio.css';
import { Page } from './studio/page.js';

const host = document.querySelector('[data-studio]');
if (host) new Page(host).open();
