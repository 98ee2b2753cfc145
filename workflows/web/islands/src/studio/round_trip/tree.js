export function parse(xml) {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const fault = document.querySelector('parsererror');
  if (fault) throw new SyntaxError(fault.textContent);
  return document;
}

/** Where an element stands, so that it is found again in another text: its id, else its place among its like. */
export function places(document) {
  const byPlace = new Map();
  const byElement = new Map();
  const walk = (element, parent) => {
    let place = element.id ? `#${element.id}` : '';
    if (!place || byPlace.has(place)) place = `${parent}/${name(element)}[${rank(element)}]`;
    byPlace.set(place, element);
    byElement.set(element, place);
    for (const child of element.children) walk(child, place);
  };
  walk(document.documentElement, '');
  return { at: (place) => byPlace.get(place), of: (element) => byElement.get(element) };
}

export function name(node) {
  return `{${node.namespaceURI ?? ''}}${node.localName}`;
}

/** Attributes by their full name, namespace declarations among them. */
export function attributes(element) {
  return new Map([...element.attributes].map((each) => [name(each), each]));
}

/** The text of an element without children; of one with children nothing, unless words stand between them. */
export function ownText(element) {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE);
  const text = texts.map((node) => node.data).join('');
  return element.children.length && !text.trim() ? '' : text;
}

export function isMixed(element) {
  return element.children.length > 0 && ownText(element) !== '';
}

function rank(element) {
  let count = 0;
  for (let before = element.previousElementSibling; before; before = before.previousElementSibling) {
    if (name(before) === name(element)) count += 1;
  }
  return count;
}
