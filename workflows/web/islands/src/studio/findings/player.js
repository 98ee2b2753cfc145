import { h } from '../dom.js';

/** Walks the path into a fault step by step: what was passed stays marked, where the token stands is marked strongly. */
export class Player {
  constructor(canvas, registry, names, words, ontry) {
    Object.assign(this, { _canvas: canvas, _registry: registry, _names: names, _words: words, _ontry: ontry });
  }

  play({ path, message }, parent) {
    this.stop();
    this._path = path.filter((id) => this._registry.get(id));
    this._at = 0;
    this._step = h('span', { role: 'status' });
    const button = (key, run) => h('button', { type: 'button', class: 'btn btn-small', onclick: run }, this._words(`player.${key}`));
    this._bar = h('div', { class: 'player', role: 'group', 'aria-label': this._words('player.title') }, h('p', {}, message), button('back', () => this._go(-1)), button('next', () => this._go(1)), this._step, button('try', () => this._ontry(path)), button('stop', () => this.stop()));
    parent.prepend(this._bar);
    this._bar.querySelectorAll('button')[1].focus();
    this._show();
  }

  stop() {
    for (const id of this._path ?? []) this._clear(id);
    this._bar?.remove();
    this._path = [];
  }

  _go(step) {
    this._at = Math.min(Math.max(this._at + step, 0), this._path.length - 1);
    this._show();
  }

  _show() {
    this._path.forEach((id) => this._clear(id));
    this._path.slice(0, this._at + 1).forEach((id, place) => this._canvas.addMarker(id, place === this._at ? 'path-now' : 'path-passed'));
    const element = this._registry.get(this._path[this._at]);
    if (!element) return;
    const root = this._canvas.findRoot(element);
    if (root !== this._canvas.getRootElement()) this._canvas.setRootElement(root);
    this._canvas.scrollToElement(element);
    this._step.textContent = this._words('player.step', { at: this._at + 1, of: this._path.length, name: this._names.name(element) });
  }

  _clear(id) {
    if (!this._registry.get(id)) return;
    this._canvas.removeMarker(id, 'path-now');
    this._canvas.removeMarker(id, 'path-passed');
  }
}
