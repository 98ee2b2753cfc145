import { arrange, h } from '../dom.js';
import { drawField } from './fields.js';
import { groupsOf } from './groups.js';

/** The properties of what is selected, as a plain form: one section per matter, each change one step to undo. */
export default class Panel {
  static $inject = ['eventBus', 'selection', 'canvas', 'edits', 'config.studio', 'expressionHelp', 'elementNames', 'undrawnLanes'];

  constructor(eventBus, selection, canvas, edits, studio, expressionHelp, elementNames, undrawnLanes) {
    this._bus = eventBus;
    this._selection = selection;
    this._canvas = canvas;
    this._edits = edits;
    this._studio = studio;
    this._help = expressionHelp;
    this._names = elementNames;
    this._lanes = undrawnLanes;
    this._open = new Map();
    this._about = [];
    this._sections = new Map();
    this._drawn = new Map();
    eventBus.on(['selection.changed', 'commandStack.changed', 'import.done', 'root.set', 'facts.changed'], () => this._later());
  }

  attach(parent) {
    this._parent = parent;
    parent.addEventListener('keydown', (event) => event.key === 'Escape' && !event.isComposing && this._bus.fire('properties.left', {}));
    this.show();
  }

  /** Puts the keyboard on the first field that is not folded away. */
  focus() {
    this.show();
    (this._parent.querySelector('[open] :is(input, select, textarea, button)') ?? this._parent.querySelector('summary'))?.focus();
  }

  /** Gives the fields of what is selected, as they stand now. */
  fields() {
    return this._groups(this._shown()).flatMap(({ fields }) => fields);
  }

  /** Draws what is selected; fields that stay are not touched, so that they keep the keyboard and what is being written. */
  show() {
    const element = this._shown();
    if (!this._parent || !element?.businessObject) return;
    const held = document.activeElement;
    const [hadFocus, key] = [this._parent.contains(held), held?.closest?.('[data-field]')?.dataset.field ?? ''];
    this._beginWith(this._selected(element));
    const groups = this._groups(element).map((group) => this._group(element, group));
    arrange(this._parent, [this._head(element), ...groups]);
    if (hadFocus && !held.isConnected) (this._parent.querySelector(`[data-field="${CSS.escape(key)}"] :is(input, select, textarea, button)`) ?? this._parent.querySelector('summary'))?.focus();
  }

  /** Other elements have fields of their own. */
  _beginWith(elements) {
    if (elements.length === this._about.length && elements.every((each, place) => each === this._about[place])) return;
    this._about = elements;
    this._drawn.clear();
    this._sections.clear();
  }

  _groups(element) {
    const { facts, words, addresses } = this._studio;
    const selected = this._selected(element);
    return groupsOf(element, { edits: this._edits, names: this._names, lanes: this._lanes, facts, words, addresses, selected });
  }

  _selected(element) {
    const chosen = this._selection.get();
    return chosen.length > 1 ? chosen : [element];
  }

  _later() {
    if (this._waits) return;
    this._waits = true;
    queueMicrotask(() => {
      this._waits = false;
      this.show();
    });
  }

  _shown() {
    const chosen = this._selection.get();
    if (chosen.length > 1) return chosen[0];
    const element = chosen[0] ?? this._canvas.getRootElement();
    return element?.labelTarget ?? element;
  }

  _head(element) {
    const others = this._selected(element).length - 1;
    return h('div', { class: 'properties-head' }, h('h2', {}, this._names.name(element)), h('p', {}, this._names.kind(element)), others ? h('p', {}, this._studio.words('property.others', { count: others })) : null);
  }

  _group(element, { id, fields }) {
    const section = this._sections.get(id) ?? this._section(id);
    this._sections.set(id, section);
    arrange(section.lastElementChild, fields.map((field) => this._field(element, field)));
    return section;
  }

  _section(id) {
    const fields = h('div', { class: 'properties-fields' });
    const toggled = (event) => this._open.set(id, event.target.open);
    return h('details', { class: 'properties-group', open: this._open.get(id) ?? true, ontoggle: toggled }, h('summary', {}, this._studio.words(`group.${id}`)), fields);
  }

  _field(element, field) {
    const look = lookOf(field);
    const known = this._drawn.get(field.key);
    if (known?.look === look) known.bind(field);
    else this._drawn.set(field.key, { ...drawField(field, { words: this._studio.words, help: this._help, element }), look });
    return this._drawn.get(field.key).node;
  }
}

/** What a field looks like without its value: while this stays the same, it is not drawn anew. */
function lookOf({ kind, label, hint, language, choices }) {
  return JSON.stringify([kind, label, hint, language, choices?.length]);
}
