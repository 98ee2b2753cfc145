import { canonical } from './losses.js';
import { attributes, ownText, parse, places } from './tree.js';

/** Puts losses back into a text that was edited meanwhile: only where the place still is, and only what nobody changed. */
export function restore(editedXml, lost) {
  if (!lost.length) return editedXml;
  const document = parse(editedXml);
  const where = places(document);
  for (const loss of lost) RESTORING[loss.kind](loss, where, document);
  const heading = /^\s*<\?xml[^>]*\?>/.exec(editedXml)?.[0] ?? '';
  const text = new XMLSerializer().serializeToString(document);
  return text.startsWith('<?xml') || !heading ? text : `${heading}\n${text}`;
}

const RESTORING = {
  attribute({ place, full, attribute, echoed }, where) {
    const element = where.at(place);
    if (!element || attributes(element).get(full)?.value !== echoed) return;
    element.setAttributeNS(attribute.namespaceURI, attribute.name, attribute.value);
  },

  text({ place, text, echoed }, where) {
    const element = where.at(place);
    if (element && !element.children.length && ownText(element) === echoed) element.textContent = text;
  },

  whole({ place, node, echoed }, where, document) {
    const element = where.at(place);
    if (element && canonical(element) === echoed) element.replaceWith(document.importNode(node, true));
  },

  node({ parent, before, place, node }, where, document) {
    const home = where.at(parent);
    if (!home || (place && where.at(place))) return;
    const next = before ? where.at(before) : null;
    home.insertBefore(document.importNode(node, true), next?.parentNode === home ? next : null);
  },

  gainedAttribute({ place, full, echoed }, where) {
    const element = where.at(place);
    const attribute = element && attributes(element).get(full);
    if (attribute?.value === echoed) element.removeAttributeNode(attribute);
  },

  gainedNode({ place, echoed }, where) {
    const element = where.at(place);
    if (element && canonical(element) === echoed) element.remove();
  },

  heading({ node }, where, document) {
    document.insertBefore(document.importNode(node, true), document.documentElement);
  },
};
