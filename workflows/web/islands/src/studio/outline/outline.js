import { h } from '../dom.js';
import { actionsFor } from './actions.js';
import { readingOrder } from './reading_order.js';
import { Rows } from './rows.js';

/** The diagram as a table: the same elements in reading order, and everything the canvas can do by keyboard alone. */
export default class Outline {
  static $inject = ['eventBus', 'canvas', 'selection', 'commandStack', 'modeling', 'building', 'elementNames', 'config.studio', 'injector'];

  constructor(eventBus, canvas, selection, commandStack, modeling, building, elementNames, studio, injector) {
    Object.assign(this, { canvas, selection, modeling, building, injector });
    this.names = elementNames;
    this.words = studio.words;
    this._commands = commandStack;
    this._marks = new Map();
    this._closed = new Set();
    this._current = '';
    this._place = 0;
    eventBus.on(['commandStack.changed', 'import.done', 'import.render.complete'], () => this._later());
    eventBus.on('selection.changed', ({ newSelection }) => this._follow(newSelection));
    eventBus.on('element.updateId', ({ element, newId }) => element.id === this._current && (this._current = newId));
    eventBus.on('findings.changed', ({ byElement }) => ((this._marks = byElement), this._later()));
  }

  attach(parent) {
    this._bar = h('div', { class: 'outline-bar', role: 'toolbar', 'aria-label': this.words('outline.actions'), onkeydown: (event) => this._barKeys(event) });
    this._status = h('p', { class: 'unseen', role: 'status' });
    this._rows = new Rows({
      label: this.words('outline.title'),
      words: this.words,
      onmove: (id) => this._choose(id),
      onkey: (event, row) => this._key(event, row),
      onrename: (row, name) => this.modeling.updateLabel(row.element, name),
      ontoggle: (row) => this._toggle(row),
    });
    parent.replaceChildren(this._bar, this._rows.node, this._status);
    this.show();
  }

  /** Puts the keyboard on the current row. */
  focus() {
    this._rows.focus(this._current);
  }

  /** Lets the name of a row be written. */
  rename(element) {
    this._rows.rename(element.id);
  }

  show() {
    if (!this._rows) return;
    const roots = this.canvas.getRootElements();
    const all = readingOrder(roots).map((row, index, rows) => ({ ...row, hasChildren: (rows[index + 1]?.level ?? 0) > row.level }));
    const rows = this._visible(all).map((row) => this._row(row));
    const [chosen] = this.selection.get();
    if (rows.some(({ id }) => id === chosen?.id)) this._current = chosen.id;
    if (!rows.some(({ id }) => id === this._current)) this._current = rows[Math.max(this._place, 0)]?.id ?? rows.at(-1)?.id ?? '';
    this._place = rows.findIndex(({ id }) => id === this._current);
    this._rows.show(rows, this._current);
    this._showBar();
  }

  current() {
    return this._rows.row(this._current)?.element ?? null;
  }

  /** Says in words what was done, for those who do not see it. */
  say(text) {
    this._status.textContent = text;
  }

  /** Does an action and puts the keyboard on what it made, or stays where it was. */
  async run(action) {
    const element = this.current();
    const made = await action.run(element, this);
    if (made?.id) this._current = made.labelTarget?.id ?? made.id;
    this.show();
    if (made?.id) this.selection.select(made);
    if (made !== false) this.focus();
    if (made?.id) this.say(this.words('outline.added', { name: this.names.name(made) }));
  }

  _later() {
    if (this._waits) return;
    this._waits = true;
    queueMicrotask(() => {
      this._waits = false;
      this.show();
    });
  }

  _visible(rows) {
    let hidden = Infinity;
    return rows.filter(({ element, level }) => {
      if (level > hidden) return false;
      hidden = this._closed.has(element.id) ? level : Infinity;
      return true;
    });
  }

  _row({ element, level, hasChildren }) {
    const { names } = this;
    const isFlow = Boolean(element.waypoints);
    const lane = element.businessObject.lanes?.[0];
    const marks = this._marks.get(element.id) ?? [];
    return {
      id: element.id,
      element,
      level,
      isFlow,
      isOpen: hasChildren ? !this._closed.has(element.id) : null,
      name: element.businessObject.name ?? element.businessObject.text ?? '',
      shown: isFlow ? flowName(element, names) : names.name(element),
      kind: names.kind(element),
      lane: lane ? names.title(lane) || lane.id : '',
      errors: marks.filter(({ severity }) => severity === 'error').length,
      warnings: marks.filter(({ severity }) => severity === 'warning').length,
    };
  }

  _choose(id) {
    this._current = id;
    this._place = this._rows.place(id);
    const element = this.current();
    this._showBar();
    if (!element || this.selection.isSelected(element)) return;
    const root = this.canvas.findRoot(element);
    if (root && root !== this.canvas.getRootElement()) this.canvas.setRootElement(root);
    this.selection.select(element);
    this.canvas.scrollToElement(element);
  }

  _follow([element]) {
    const id = element?.labelTarget?.id ?? element?.id;
    if (!this._rows || !id || id === this._current || !this._rows.row(id)) return;
    this._current = id;
    this._rows.mark(id);
    this._showBar();
  }

  _toggle({ id, isOpen }) {
    if (isOpen === null) return;
    if (isOpen) this._closed.add(id);
    else this._closed.delete(id);
    this.show();
    this.focus();
  }

  _key(event, row) {
    if (event.key === 'ArrowRight' && row.isOpen === false) this._toggle(row);
    else if (event.key === 'ArrowLeft' && row.isOpen) this._toggle(row);
    else if (event.key === 'ArrowLeft') this._rows.focusParent(row);
    else if ((event.ctrlKey || event.metaKey) && event.key === 'z') this._commands[event.shiftKey ? 'redo' : 'undo']();
    else if ((event.ctrlKey || event.metaKey) && event.key === 'y') this._commands.redo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === 'Enter') this.injector.get('propertiesPanel').focus();
    else if (!this._shortcut(event, row)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  _shortcut({ key }, row) {
    const action = actionsFor(row.element, this).find((each) => each.shortcut === key);
    if (action) this.run(action);
    return Boolean(action);
  }

  _showBar() {
    const element = this.current();
    const held = document.activeElement?.dataset?.action;
    const inside = this._bar.contains(document.activeElement);
    const buttons = actionsFor(element, this).map((action, index) =>
      h(
        'button',
        { type: 'button', class: 'btn btn-small', 'data-action': action.id, tabindex: index ? -1 : 0, title: action.shortcut ? `${this.words(`action.${action.id}`)} (${action.shortcut})` : undefined, onclick: () => this.run(action) },
        this.words(`action.${action.id}`),
      ),
    );
    this._bar.replaceChildren(...buttons);
    if (inside) this._bar.querySelector(`[data-action="${held}"]`)?.focus();
  }

  _barKeys(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...this._bar.children];
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    for (const each of buttons) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  }
}

function flowName(flow, names) {
  const name = flow.businessObject.name;
  const target = flow.target ? names.name(flow.target) : '?';
  return name ? `→ ${target} (${name})` : `→ ${target}`;
}
