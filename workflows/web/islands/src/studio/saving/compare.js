import { h } from '../dom.js';
import { attributes, name, ownText, parse, places } from '../round_trip/tree.js';

/** Shows element by element what differs between the own diagram and the stored one. */
export function showDifferences(mine, theirs, words) {
  const rows = differences(parse(mine), parse(theirs));
  const body = rows.length
    ? h('table', {}, h('thead', {}, h('tr', {}, ['element', 'what', 'mine', 'theirs'].map((key) => h('th', { scope: 'col' }, words(`compare.${key}`))))), h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell) => h('td', {}, cell ?? '–'))))))
    : h('p', {}, words('compare.same'));
  const dialog = h(
    'dialog',
    { class: 'chooser compare', 'aria-labelledby': 'compare-title', onclose: () => dialog.remove() },
    h('h2', { id: 'compare-title' }, words('conflict.compare')),
    h('div', { class: 'compare-rows', tabindex: 0, role: 'region', 'aria-labelledby': 'compare-title' }, body),
    h('div', { class: 'btn-row' }, h('button', { type: 'button', class: 'btn btn-small', onclick: () => dialog.close() }, words('close'))),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function differences(mine, theirs) {
  const here = places(mine);
  const there = places(theirs);
  const found = [];
  for (const element of mine.documentElement.querySelectorAll('*')) {
    if (element.namespaceURI.includes('/DI') || element.namespaceURI.includes('/DD/')) continue;
    const twin = there.at(here.of(element));
    if (!twin) found.push([label(element), element.localName, label(element), null]);
    else found.push(...changed(element, twin));
  }
  for (const element of theirs.documentElement.querySelectorAll('*')) {
    if (element.id && !element.namespaceURI.includes('/DI') && !here.at(there.of(element))) found.push([label(element), element.localName, null, label(element)]);
  }
  return found;
}

function changed(element, twin) {
  const [one, other] = [attributes(element), attributes(twin)];
  const rows = [...new Set([...one.keys(), ...other.keys()])]
    .filter((full) => one.get(full)?.value !== other.get(full)?.value)
    .map((full) => [label(element), (one.get(full) ?? other.get(full)).name, one.get(full)?.value, other.get(full)?.value]);
  if (!element.children.length && !twin.children.length && ownText(element) !== ownText(twin)) rows.push([label(element), element.localName, ownText(element), ownText(twin)]);
  return rows;
}

function label(element) {
  const owner = element.closest('[id]') ?? element;
  return owner.getAttribute('name') || owner.id || name(element);
}
