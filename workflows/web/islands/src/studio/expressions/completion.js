import { h } from '../dom.js';

const MOST = 12;
const WORD = /[\p{L}_][\p{L}\p{N}_.]*$/u;

/** Offers names and functions that begin with, or hold, the word before the cursor; arrows choose, Enter or Tab takes. */
export class Completion {
  constructor(field, list, facts) {
    this._field = field;
    this._list = list;
    this._facts = facts;
    this._found = [];
    this._at = -1;
    list.id = `${field.id || 'expression'}-offers`;
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    field.addEventListener('input', () => this._offer());
    field.addEventListener('keydown', (event) => this._key(event));
    field.addEventListener('blur', () => this._close());
  }

  _word() {
    return WORD.exec(this._field.value.slice(0, this._field.selectionStart))?.[0] ?? '';
  }

  _offer() {
    const word = this._word().toLowerCase();
    if (!word) return this._close();
    const fits = offers(this._facts()).filter(({ text }) => text.toLowerCase().includes(word) && text.toLowerCase() !== word);
    const begins = ({ text }) => (text.toLowerCase().startsWith(word) ? 0 : 1);
    this._found = fits.sort((one, other) => begins(one) - begins(other)).slice(0, MOST);
    this._list.replaceChildren(...this._found.map((offer, index) => this._option(offer, index)));
    this._list.hidden = !this._found.length;
    this._point(-1);
  }

  _option({ text, detail }, index) {
    const take = (event) => {
      event.preventDefault();
      this._take(index);
    };
    return h('li', { id: `${this._list.id}-${index}`, role: 'option', 'aria-selected': 'false', onmousedown: take }, h('code', {}, text), h('small', {}, detail));
  }

  _point(index) {
    this._at = index;
    [...this._list.children].forEach((each, place) => each.setAttribute('aria-selected', String(place === index)));
    if (index < 0) return this._field.removeAttribute('aria-activedescendant');
    this._field.setAttribute('aria-activedescendant', `${this._list.id}-${index}`);
    this._list.children[index].scrollIntoView({ block: 'nearest' });
  }

  _key(event) {
    if (this._list.hidden) return;
    const count = this._found.length;
    if (event.key === 'ArrowDown') this._point((this._at + 1) % count);
    else if (event.key === 'ArrowUp') this._point((this._at + count - 1 + (this._at < 0 ? 1 : 0)) % count);
    else if ((event.key === 'Enter' || event.key === 'Tab') && this._at >= 0) this._take(this._at);
    else if (event.key === 'Escape') this._close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  _take(index) {
    const { text, call } = this._found[index];
    const field = this._field;
    const end = field.selectionStart;
    const start = end - this._word().length;
    field.setRangeText(call ? `${text}()` : text, start, end, 'end');
    if (call) field.setSelectionRange(field.selectionStart - 1, field.selectionStart - 1);
    this._close();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    this._close();
  }

  _close() {
    this._list.hidden = true;
    this._point(-1);
  }
}

function offers({ names, functions }) {
  return [
    ...names.map(({ name, type }) => ({ text: name, detail: type })),
    ...functions.map(({ name, signature }) => ({ text: name, detail: signature, call: true })),
  ];
}
