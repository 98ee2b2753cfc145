import { attributes, isMixed, name, ownText, parse, places } from './tree.js';

/**
 * What the model does not carry: everything in which a text and its echo differ, the echo being the same text read into
 * the model and written again. Each loss says where it belongs and what the echo had there instead; what only the echo
 * has (the model knows another spelling) is a gain.
 */
export function losses(originalXml, echoXml) {
  const original = parse(originalXml);
  const echo = parse(echoXml);
  const there = places(original);
  const kept = places(echo);
  const found = [];
  const visit = (element) => {
    const place = there.of(element);
    const twin = kept.at(place);
    if (isMixed(element)) {
      if (element.outerHTML !== twin.outerHTML) found.push({ kind: 'whole', place, node: element, echoed: canonical(twin) });
      return;
    }
    found.push(...lostAttributes(element, twin, place), ...lostText(element, twin, place), ...gained(element, twin, kept, there));
    for (const child of element.childNodes) {
      if (child.nodeType === Node.COMMENT_NODE || child.nodeType === Node.PROCESSING_INSTRUCTION_NODE) {
        found.push({ kind: 'node', parent: place, before: nextKept(child, there, kept), node: child });
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        if (kept.at(there.of(child))) visit(child);
        else found.push({ kind: 'node', parent: place, before: nextKept(child, there, kept), place: there.of(child), node: child });
      }
    }
  };
  visit(original.documentElement);
  for (const child of original.childNodes) {
    if (child.nodeType === Node.COMMENT_NODE) found.push({ kind: 'heading', node: child });
  }
  return found;
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';

export function canonical(element) {
  return new XMLSerializer().serializeToString(element).replace(/>\s+</g, '><').replace(/ xmlns(:\w+)?="[^"]*"/g, '');
}

function lostAttributes(element, twin, place) {
  const echoed = attributes(twin);
  return [...attributes(element)]
    .filter(([full, attribute]) => echoed.get(full)?.value !== attribute.value)
    .map(([full, attribute]) => ({ kind: 'attribute', place, full, attribute, echoed: echoed.get(full)?.value }));
}

function gained(element, twin, kept, there) {
  const known = attributes(element);
  const more = [...attributes(twin)].filter(([full, { namespaceURI }]) => !known.has(full) && namespaceURI !== XMLNS);
  const strangers = [...twin.children].filter((child) => !there.at(kept.of(child)));
  return [
    ...more.map(([full, { value }]) => ({ kind: 'gainedAttribute', place: kept.of(twin), full, echoed: value })),
    ...strangers.map((child) => ({ kind: 'gainedNode', place: kept.of(child), echoed: canonical(child) })),
  ];
}

function lostText(element, twin, place) {
  const text = ownText(element);
  const echoed = ownText(twin);
  if (element.children.length || twin.children.length || text === echoed || !text.trim()) return [];
  return [{ kind: 'text', place, text, echoed }];
}

function nextKept(node, there, kept) {
  for (let next = node.nextSibling; next; next = next.nextSibling) {
    if (next.nodeType !== Node.ELEMENT_NODE) continue;
    const twin = kept.at(there.of(next));
    if (twin && name(twin) === name(next)) return there.of(next);
  }
  return null;
}
