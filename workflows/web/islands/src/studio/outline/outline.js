import { h } from '../dom.js';
import { actionsFor } from './actions.js';
import { choose } from './chooser.js';
import { readingOrder } from './reading_order.js';
import { Rows } from './rows.js';

/** The diagram as a table: the same elements in reading order, and everything the canvas can do by keyboard alone. */
export default class Outline {
  static $inject = ['eventBus', 'canvas', 'selection', 'commandStack', 'modeling', 'building', 'arranging', 'elementNames', 'config.studio', 'injector'];

  constructor(eventBus, canvas, selection, commandStack, modeling, building, arranging, elementNames, studio, injector) {
    Object.assign(this, { canvas, selection, modeling, building, arranging, injector });
    this.names = elementNames;
    this.words = studio.words;
    this._commands = commandStack;
    this._marks = new Map();
    this._closed = new Set();
    this._current = '';
    this._awaited = '';
    this._place = 0;
    eventBus.on(['commandStack.changed', 'import.done', 'import.render.complete'], () => this._later());
    eventBus.on('selection.changed', ({ newSelection }) => this._follow(newSelection));
    eventBus.on('element.updateId', ({ element, newId }) => element.id === this._current && (this._current = newId));
    eventBus.on('findings.changed', ({ byElement }) => ((this._marks = byElement), this._later()));
    eventBus.on('properties.left', () => this.focus());
  }

  attach(parent) {
    this._bar = h('div', { class: 'outline-bar', role: 'toolbar', 'aria-label': this.words('outline.actions'), onkeydown: (event) => this._barKeys(event) });
    this._status = h('p', { class: 'unseen', role: 'status' });
    this._rows = new Rows({
      label: this.words('outline.title'),
      words: this.words,
      onmove: (id, how) => this._choose(id, how),
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

  /** Leads to an element: unfolds what it stands below, chooses it, and puts the keyboard on its row; without one on its properties. */
  goTo(element) {
    const target = element.labelTarget ?? element;
    const [row, ...above] = upFrom(target, readingOrder(this.canvas.getRootElements()));
    for (const each of above) this._closed.delete(each.element.id);
    if (row) this._current = target.id;
    this.show();
    this.select([target]);
    if (row) this.focus();
    else this.injector.get('propertiesPanel').focus();
  }

  /** Asks for an element or a flow by its name, kind or id, and leads to it. */
  async find() {
    const { names } = this;
    const choices = readingOrder(this.canvas.getRootElements()).map(({ element }) => ({ label: names.name(element), detail: `${names.kind(element)} · ${element.id}`, element }));
    const chosen = await choose({ title: this.words('bar.search'), choices, words: this.words });
    if (chosen) this.goTo(chosen.element);
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
    if (rows.some(({ id }) => id === this._awaited)) this._current = this._awaited;
    this._awaited = '';
    if (!rows.some(({ id }) => id === this._current)) this._current = rows[Math.max(this._place, 0)]?.id ?? rows.at(-1)?.id ?? '';
    this._place = rows.findIndex(({ id }) => id === this._current);
    this._rows.show(rows, this._current, this._chosenIds());
    this._showBar();
  }

  current() {
    return this._rows.row(this._current)?.element ?? null;
  }

  /** The chosen elements; the row with the keyboard alone when it is not one of them. */
  chosen() {
    const element = this.current();
    const selected = this._selected();
    return selected.includes(element) || !element ? selected : [element];
  }

  /** Selects elements and shows the last of them in the drawing. */
  select(elements) {
    const root = elements.length ? this.canvas.findRoot(elements.at(-1)) : null;
    if (root && root !== this.canvas.getRootElement()) this.canvas.setRootElement(root);
    this.selection.select(elements);
    if (elements.length) this.canvas.scrollToElement(elements.at(-1));
  }

  /** Says in words what was done, for those who do not see it. */
  say(text) {
    this._status.textContent = text;
  }

  /** Does an action and puts the keyboard on what it made (the first of several), or stays where it was. */
  async run(action) {
    const made = await action.run();
    const shapes = [made].flat().filter((each) => each?.id).map((each) => each.labelTarget ?? each);
    if (shapes.length) this._current = shapes[0].id;
    this.show();
    if (shapes.length) this.select(shapes);
    if (made !== false) this.focus();
    if (shapes.length) this.say(this.words('outline.added', { name: shapes.map((each) => this.names.name(each)).join(', ') }));
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
    const object = element.businessObject;
    const lane = object.lanes?.[0];
    const marks = this._marks.get(element.id) ?? [];
    return {
      id: element.id,
      element,
      level,
      isFlow,
      isOpen: hasChildren ? !this._closed.has(element.id) : null,
      name: object.name ?? object.text ?? object.categoryValueRef?.value ?? '',
      shown: isFlow ? flowName(element, names) : names.name(element),
      kind: names.kind(element),
      lane: lane ? names.title(lane) || lane.id : '',
      errors: marks.filter(({ severity }) => severity === 'error').length,
      warnings: marks.filter(({ severity }) => severity === 'warning').length,
    };
  }

  /** Goes to a row: alone, or adding it to the chosen ones, or putting it among them and taking it out again. */
  _choose(id, how = 'alone') {
    const [before, left] = [this._selected(), this.current()];
    this._current = id;
    this._place = this._rows.place(id);
    const element = this.current();
    if (!element) return;
    if (how === 'toggled') this.select(before.includes(element) ? before.filter((each) => each !== element) : [...before, element]);
    else if (how === 'added') this.select([...new Set([...before, left, element])]);
    else if (how === 'alone' && !(before.length === 1 && before[0] === element)) this.select([element]);
    this._rows.mark(id, this._chosenIds());
    this._showBar();
  }

  _chosenIds() {
    return new Set(this._selected().map(({ id }) => id));
  }

  _selected() {
    return [...new Set(this.selection.get().map((each) => each.labelTarget ?? each))];
  }

  /** Follows what is selected elsewhere; a row that is not there yet is awaited. */
  _follow([element]) {
    if (!this._rows) return;
    const id = element?.labelTarget?.id ?? element?.id;
    const chosen = this._chosenIds();
    if (id && !chosen.has(this._current)) {
      if (this._rows.row(id)) this._current = id;
      else this._awaited = id;
    }
    this._rows.mark(this._current, chosen);
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
    const key = pressed(event);
    if (key === 'ArrowRight' && row.isOpen === false) this._toggle(row);
    else if (key === 'ArrowLeft' && row.isOpen) this._toggle(row);
    else if (key === 'ArrowLeft') this._rows.focusParent(row);
    else if (key === 'Enter') this.injector.get('propertiesPanel').focus();
    else if (key === 'Ctrl+f') this.find();
    else if (key === 'Ctrl+z') this._commands.undo();
    else if (key === 'Ctrl+y' || key === 'Ctrl+Shift+z') this._commands.redo();
    else if (SHIFTED.test(key)) this.injector.get('keyboardMoveSelection').moveSelection(SHIFTED.exec(key)[2].toLowerCase(), event.shiftKey);
    else if (!this._shortcut(key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  _shortcut(key) {
    const action = actionsFor(this).find((each) => each.shortcut === key);
    if (action) this.run(action);
    return Boolean(action);
  }

  _showBar() {
    const held = document.activeElement?.dataset?.action;
    const inside = this._bar.contains(document.activeElement);
    const buttons = actionsFor(this).filter(({ rare }) => !rare).map((action, index) =>
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

/** The row of an element and those that it stands below, nearest first. */
function upFrom(element, rows) {
  const place = rows.findIndex((row) => row.element === element);
  return rows.slice(0, place + 1).reduceRight((found, row) => (row.level < (found.at(-1)?.level ?? Infinity) ? [...found, row] : found), []);
}

const SHIFTED = /^Alt\+(Shift\+)?Arrow(Left|Right|Up|Down)$/;

/** Names the keys pressed, a letter by its place: while Hangul is typed the same key says ㅁ. */
function pressed({ key, code, ctrlKey, metaKey, altKey, shiftKey }) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1].toLowerCase();
  return [ctrlKey || metaKey ? 'Ctrl+' : '', altKey ? 'Alt+' : '', shiftKey ? 'Shift+' : '', letter ?? key].join('');
}

function flowName(flow, names) {
  const name = names.title(flow.businessObject);
  const target = flow.target ? names.name(flow.target) : '?';
  return name ? `→ ${target} (${name})` : `→ ${target}`;
}
