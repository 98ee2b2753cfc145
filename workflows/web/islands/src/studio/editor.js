import Modeler from 'bpmn-js/lib/Modeler';
import minimap from 'diagram-js-minimap';
import findings from './findings/index.js';
import jorye from './jorye.json';
import keepForeign from './keep_foreign/index.js';
import lanes from './lanes/index.js';
import layout from './layout/index.js';
import outline from './outline/index.js';
import properties from './properties/index.js';
import saving from './saving/index.js';
import translate from './translate/index.js';

const FONT = '"Noto Sans KR Variable", sans-serif';

/** Puts the drawing tool together with what is ours. */
export function createEditor({ container, studio, store }) {
  return new Modeler({
    container,
    studio,
    store,
    language: studio.language,
    moddleExtensions: { jorye },
    additionalModules: [translate, keepForeign, lanes, layout, saving, properties, outline, findings, minimap],
    bpmnRenderer: { defaultStrokeColor: '#33363d', defaultLabelColor: '#1e2124' },
    textRenderer: { defaultStyle: { fontFamily: FONT, fontSize: 12, lineHeight: 1.25 }, externalStyle: { fontFamily: FONT, fontSize: 12, lineHeight: 1.25 } },
  });
}
