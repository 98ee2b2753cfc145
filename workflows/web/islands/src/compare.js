// Two versions of a diagram beside each other: what is new, gone, changed or only moved is marked in both.
// The sentences above carry the same as text.
import { diff } from 'bpmn-js-differ';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './css/viewer.css';
import './css/compare.css';
import { english } from './names.js';

for (const host of document.querySelectorAll('[data-compare]')) {
  compare(host).catch(() => {
    host.hidden = true; // one of the two came without a drawing: the sentences stay
  });
}

async function compare(host) {
  await document.fonts.load('400 13px "Noto Sans KR Variable"', '가');
  const [before, after] = await Promise.all(['before', 'after'].map((side) => open(host.querySelector(`[data-side="${side}"]`))));
  const { _added, _removed, _changed, _layoutChanged } = diff(before.getDefinitions(), after.getDefinitions());
  mark(after, _added, 'is-added');
  mark(before, _removed, 'is-removed');
  for (const viewer of [before, after]) {
    mark(viewer, _changed, 'is-changed');
    mark(viewer, _layoutChanged, 'is-moved');
  }
  follow(before, after);
  host.dataset.ready = 'true';
}

async function open(place) {
  const viewer = new NavigatedViewer({
    container: place,
    bpmnRenderer: { defaultStrokeColor: '#58616a', defaultLabelColor: '#1e2124' },
    textRenderer: { defaultStyle: { fontFamily: '"Noto Sans KR Variable", sans-serif', fontSize: 12, lineHeight: 1.25 } },
  });
  await viewer.importXML(place.querySelector('template').content.textContent);
  if (document.documentElement.lang === 'en') english(viewer);
  viewer.get('canvas').zoom('fit-viewport');
  return viewer;
}

function mark(viewer, changes, marker) {
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  for (const id of Object.keys(changes)) if (registry.get(id)) canvas.addMarker(id, marker);
}

/** Lets each side show the part of the sheet that the other shows. */
function follow(...viewers) {
  let leading = null;
  for (const viewer of viewers) {
    viewer.get('eventBus').on('canvas.viewbox.changed', ({ viewbox }) => {
      if (leading && leading !== viewer) return;
      leading = viewer;
      for (const other of viewers) if (other !== viewer) other.get('canvas').viewbox({ x: viewbox.x, y: viewbox.y, width: viewbox.width, height: viewbox.height });
      leading = null;
    });
  }
}
