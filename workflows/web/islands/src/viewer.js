// Read-only diagram: where a case stands and the way it came. The table below it carries the same facts as text.
import { lettering } from './lettering.js';
import { mark } from './marks.js';
import { readingViewer } from './reading_viewer.js';
import { controls, zoomTo } from './zoom.js';

for (const host of document.querySelectorAll('[data-diagram]')) show(host);

async function show(host) {
  const marks = JSON.parse(host.dataset.marks || '[]');
  const [diagram] = await Promise.all([
    fetch(host.dataset.diagram, { credentials: 'same-origin' }).then((answer) => answer.text()),
    lettering(),
  ]);
  const viewer = readingViewer(host);
  await viewer.importXML(diagram);
  mark(viewer, marks);
  zoomTo(viewer, marks);
  controls(viewer, marks, document.querySelector(`[data-controls="${host.id}"]`));
  host.dataset.ready = 'true';
}
