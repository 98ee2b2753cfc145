import { h, settled } from '../dom.js';
import { Completion } from './completion.js';

const PAUSE = 350;
const NOTHING = { faults: [], kind: '' };

/** Helps to write an expression: completes known names and functions, and says while typing what is wrong and where. */
export default class ExpressionHelp {
  static $inject = ['config.studio'];

  constructor(studio) {
    this._studio = studio;
  }

  /** Attaches to a text field; gives the node that stands below it. */
  attach(field, { element, kind }) {
    const { words } = this._studio;
    const message = h('p', { class: 'expression-message', role: 'status' });
    const list = h('ul', { class: 'options completion', role: 'listbox', tabindex: -1, hidden: true, 'aria-label': words('expression.offers') });
    const say = (answer) => this._say(field, message, answer);
    const ask = settled(async () => {
      const text = field.value;
      const answer = await this._check(text, element, kind);
      if (field.value === text) say(answer); // of what has been changed meanwhile it says nothing
    }, PAUSE);
    new Completion(field, list, () => this._studio.facts);
    grow(field);
    field.addEventListener('input', () => {
      grow(field);
      if (field.value.trim()) return ask();
      ask.forget();
      say(NOTHING);
    });
    field.addEventListener('focus', () => field.value.trim() && ask());
    return h('div', { class: 'expression-help' }, list, message);
  }

  _say(field, message, { faults, kind }) {
    const { words } = this._studio;
    const wrong = faults.find(({ certain }) => certain);
    const first = wrong ?? faults[0];
    field.toggleAttribute('data-wrong', Boolean(wrong));
    if (wrong) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
    message.classList.toggle('is-wrong', Boolean(wrong));
    const where = first?.column ? words('expression.column', { line: first.line, column: first.column }) : '';
    const value = kind ? words('expression.value', { kind }) : '';
    message.textContent = first ? `${where} ${first.message}`.trim() : value;
  }

  async _check(text, element, kind) {
    if (!text.trim()) return NOTHING;
    try {
      return await this._studio.send(this._studio.addresses.expression, { text, element: element.id, kind });
    } catch {
      return NOTHING; // the check of the whole draft says it again once the server answers
    }
  }
}

function grow(field) {
  if (field.tagName !== 'TEXTAREA') return;
  field.rows = Math.min(12, Math.max(Number(field.getAttribute('rows')) || 1, field.value.split('\n').length, Math.ceil(field.value.length / 38)));
}
