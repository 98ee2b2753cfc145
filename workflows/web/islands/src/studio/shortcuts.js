import { h } from './dom.js';

const KEYS = [
  ['save', 'Ctrl S'],
  ['undo', 'Ctrl Z'],
  ['redo', 'Ctrl Y'],
  ['copy', 'Ctrl C'],
  ['paste', 'Ctrl V'],
  ['all', 'Ctrl A'],
  ['search', 'Ctrl F'],
  ['label', 'E'],
  ['replace', 'R'],
  ['lasso', 'L'],
  ['space', 'S'],
  ['hand', 'H'],
  ['connect', 'C'],
  ['delete', 'Del'],
  ['move', '← ↑ → ↓'],
  ['pan', 'Ctrl ← ↑ → ↓'],
  ['zoom', 'Ctrl + −'],
  ['whole', 'Ctrl 0'],
];

const OUTLINE_KEYS = [
  ['row', '↑ ↓'],
  ['fold', '← →'],
  ['find', 'Ctrl F'],
  ['several', 'Shift ↑ ↓'],
  ['one_more', 'Ctrl ↑ ↓, Space'],
  ['rename', 'F2'],
  ['properties', 'Enter'],
  ['back', 'Esc'],
  ['panes', 'F6, Shift F6'],
  ['append', 'A'],
  ['insert', 'I'],
  ['attach', 'B'],
  ['inside', 'N'],
  ['add', 'S'],
  ['connect', 'C'],
  ['redirect', 'D'],
  ['reattach', 'O'],
  ['change', 'R'],
  ['lane', 'L'],
  ['into', 'M'],
  ['nudge', 'Alt ← ↑ → ↓'],
  ['copy', 'Ctrl C'],
  ['cut', 'Ctrl X'],
  ['paste', 'Ctrl V'],
  ['frame', 'G'],
  ['colour', 'F'],
  ['delete', 'Del'],
  ['undo', 'Ctrl Z'],
  ['redo', 'Ctrl Y'],
];

/** Lists the keys of the canvas and of the outline in a dialog. */
export function showShortcuts(words) {
  const list = (keys, room) => h('dl', { class: 'keys' }, keys.flatMap(([name, key]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, words(`${room}.${name}`))]));
  const dialog = h(
    'dialog',
    { class: 'chooser shortcuts', 'aria-labelledby': 'shortcuts-title', onclose: () => dialog.remove() },
    h('h2', { id: 'shortcuts-title' }, words('keys.title')),
    h('h3', {}, words('keys.canvas')),
    list(KEYS, 'key'),
    h('h3', {}, words('keys.outline')),
    list(OUTLINE_KEYS, 'outline_key'),
    h('div', { class: 'btn-row' }, h('button', { type: 'button', class: 'btn btn-small', onclick: () => dialog.close() }, words('close'))),
  );
  document.body.append(dialog);
  dialog.showModal();
}
