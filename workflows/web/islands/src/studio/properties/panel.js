import { h } from '../dom.js';
import { drawField } from './fields.js';
import { groupsOf } from './groups.js';

/** The properties of what is selected, as a plain form: one section per matter, each change one step to undo. */
export default class Panel {
  static $inject = ['eventBus', 'selection', 'canvas', 'edits', 'config.studio', 'expressionHelp', 'elementNames', 'undrawnLanes'];

  constructor(eventBus, selection, canvas, edits, studio, expressionHelp, elementNames, undrawnLanes) {
    this._selection = selection;
    this._canvas = canvas;
    this._edits = edits;
    this._studio = studio;
    this._help = expressionHelp;
    this._names = elementNames;
    this._lanes = undrawnLanes;
    this._open = new Map();
    this._drawn = '';
    this._fields = new Map();
    eventBus.on(['selection.changed', 'commandStack.changed', 'import.done', 'root.set', 'facts.changed'], () => this._later());
  }

  attach(parent) {
    this._parent = parent;
    this.show();
  }

  /** Puts the keyboard on the first field. */
  focus() {
    this.show();
    this._parent.querySelector('input, select, textarea, button')?.focus();
  }

  /** Gives the fields of what is selected, as they stand now. */
  fields() {
    return this._groups(this._shown()).flatMap(({ fields }) => fields);
  }

  show() {
    const element = this._shown();
    if (!this._parent || !element?.businessObject) return;
    const groups = this._groups(element);
    const drawn = signature(this._selected(element), groups);
    if (drawn === this._drawn) return this._refresh(groups);
    this._drawn = drawn;
    this._draw(element, groups);
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

  _draw(element, groups) {
    const key = document.activeElement?.closest?.('[data-field]')?.dataset.field;
    const hadFocus = this._parent.contains(document.activeElement);
    const others = this._selected(element).length - 1;
    this._fields.clear();
    this._parent.replaceChildren(
      h('div', { class: 'properties-head' }, h('h2', {}, this._names.name(element)), h('p', {}, this._names.kind(element)), others ? h('p', {}, this._studio.words('property.others', { count: others })) : null),
      ...groups.map((group) => this._group(element, group)),
    );
    if (hadFocus) this._parent.querySelector(`[data-field="${CSS.escape(key ?? '')}"] :is(input, select, textarea, button)`)?.focus();
  }

  _group(element, group) {
    const fields = group.fields.map((field) => this._field(element, field));
    return h(
      'details',
      { class: 'properties-group', open: this._open.get(group.id) ?? true, ontoggle: (event) => this._open.set(group.id, event.target.open) },
      h('summary', {}, this._studio.words(`group.${group.id}`)),
      h('div', { class: 'properties-fields' }, fields),
    );
  }

  _field(element, field) {
    const drawn = drawField(field, { words: this._studio.words, help: this._help, element });
    this._fields.set(field.key, drawn);
    return drawn.node;
  }

  _refresh(groups) {
    for (const { fields } of groups) for (const field of fields) this._fields.get(field.key)?.bind(field);
    this._parent.querySelector('h2').textContent = this._names.name(this._shown());
  }
}

/** What the form looks like without its values: while this stays the same, fields stay in place and keep the keyboard. */
function signature([element, ...others], groups) {
  const fields = groups.flatMap(({ id, fields: each }) => each.map((field) => [id, field.key, field.kind, field.label, field.hint, field.choices?.length]));
  return JSON.stringify([element.id, element.type, others.length, fields]);
}
