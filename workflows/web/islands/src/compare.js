// Two versions of a diagram beside each other: what is new, gone, changed or only moved is marked in both.
// The sentences above carry the same as text.
import { diff } from 'bpmn-js-differ';
import { lettering } from './lettering.js';
import { readingViewer } from './reading_viewer.js';
import './css/compare.css';

for (const host of document.querySelectorAll('[data-compare]')) {
  compare(host).catch(() => {
    host.hidden = true; // one of the two came without a drawing: the sentences stay
  });
}

async function compare(host) {
  await lettering();
  const sides = ['before', 'after'].map((side) => host.querySelector(`[data-side="${side}"]`));
  const [before, after] = await Promise.all(sides.map(open));
  const { _added, _removed, _changed, _layoutChanged } = diff(...(await Promise.all(sides.map((side) => read(side, before)))));
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
  const viewer = readingViewer(place);
  await viewer.importXML(text(place));
  viewer.get('canvas').zoom('fit-viewport');
  return viewer;
}

/** What the file says; what is drawn may stand there in another language. */
async function read(place, viewer) {
  return (await viewer.get('moddle').fromXML(text(place))).rootElement;
}

function text(place) {
  return place.querySelector('template').content.textContent;
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
