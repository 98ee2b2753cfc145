import { h } from '../dom.js';

const ORDER = ['error', 'warning', 'info'];
const TONES = { error: 'danger', warning: 'warning', info: 'quiet' };

/** The findings as a list, gravest first; each leads to its element and, where there is one right answer, to the fix. */
export class List {
  constructor(parent, { words, onjump, onfix, onplay, isFixable, isHere, nameOf }) {
    Object.assign(this, { _words: words, _onjump: onjump, _onfix: onfix, _onplay: onplay, _isFixable: isFixable, _isHere: isHere, _nameOf: nameOf });
    this._summary = h('p', { class: 'findings-summary', role: 'status', tabindex: -1 }, words('findings.waiting'));
    this._items = h('ul', { class: 'findings-list' });
    parent.append(this._summary, this._items);
  }

  working() {
    this._summary.classList.add('is-working');
  }

  failed(message) {
    this._summary.classList.remove('is-working');
    this._summary.textContent = message;
  }

  show(findings) {
    const count = (severity) => findings.filter((each) => each.severity === severity).length;
    this._summary.classList.remove('is-working');
    this._summary.textContent = findings.length ? this._words('findings.count', { errors: count('error'), warnings: count('warning'), notes: count('info') }) : this._words('findings.none');
    this._first ??= new Set(findings.map(keyOf));
    const held = this._items.contains(document.activeElement) ? document.activeElement.closest('li').dataset.finding : '';
    const rank = (finding) => 2 * ORDER.indexOf(finding.severity) + (this._isNew(finding) ? 0 : 1);
    const sorted = [...findings].sort((one, other) => rank(one) - rank(other));
    this._items.replaceChildren(...sorted.map((finding) => this._item(finding)));
    if (held) (this._items.querySelector(`[data-finding="${CSS.escape(held)}"] :is(button, a)`) ?? this._summary).focus();
  }

  /** Puts the keyboard on the first finding; on the summary where there is none. */
  focus() {
    (this._items.querySelector('button, a') ?? this._summary).focus();
  }

  /** What came up since the page was opened is most likely about what was just drawn. */
  _isNew(finding) {
    return !this._first.has(keyOf(finding));
  }

  _where(finding) {
    if (this._isHere(finding)) return h('button', { type: 'button', class: 'finding-jump', onclick: () => this._onjump(finding) }, this._nameOf(finding));
    return finding.page ? h('a', { href: finding.page }, finding.file) : h('span', { class: 'finding-file' }, finding.file);
  }

  _item(finding) {
    return h(
      'li',
      { class: `finding finding-row-${finding.severity}`, 'data-finding': keyOf(finding) },
      h('span', { class: `chip chip-${TONES[finding.severity]}` }, this._words(`severity.${finding.severity}`)),
      this._isNew(finding) ? h('span', { class: 'chip chip-primary' }, this._words('findings.new')) : null,
      this._where(finding),
      h('span', { class: 'finding-message' }, finding.message),
      finding.path?.length ? h('button', { type: 'button', class: 'btn btn-small', onclick: () => this._onplay(finding) }, this._words('findings.play')) : null,
      finding.fix && this._isFixable(finding) ? h('button', { type: 'button', class: 'btn btn-small btn-secondary', onclick: () => this._onfix(finding) }, this._words('findings.fix')) : null,
    );
  }
}

function keyOf({ rule, element, file }) {
  return `${rule}:${element || file}`;
}
