// Read-only diagram: where a case stands and the way it came. The table below it carries the same facts as text.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './css/viewer.css';
import { english } from './names.js';
import { mark } from './marks.js';
import { controls, zoomTo } from './zoom.js';

for (const host of document.querySelectorAll('[data-diagram]')) show(host);

async function show(host) {
  const marks = JSON.parse(host.dataset.marks || '[]');
  const [diagram] = await Promise.all([
    fetch(host.dataset.diagram, { credentials: 'same-origin' }).then((answer) => answer.text()),
    document.fonts.load('400 13px "Noto Sans KR Variable"', '가'),
  ]);
  const viewer = new NavigatedViewer({
    container: host,
    bpmnRenderer: { defaultStrokeColor: '#58616a', defaultLabelColor: '#1e2124' },
    textRenderer: { defaultStyle: { fontFamily: '"Noto Sans KR Variable", sans-serif', fontSize: 12, lineHeight: 1.25 } },
  });
  await viewer.importXML(diagram);
  if (document.documentElement.lang === 'en') english(viewer);
  mark(viewer, marks);
  zoomTo(viewer, marks);
  controls(viewer, marks, document.querySelector(`[data-controls="${host.id}"]`));
  host.dataset.ready = 'true';
}
