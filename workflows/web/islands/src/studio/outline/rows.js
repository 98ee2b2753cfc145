import { h } from '../dom.js';

/** A treegrid: one row has the keyboard, arrows move it, Shift and the space bar choose several; rows that stay keep their nodes. */
export class Rows {
  constructor({ label, words, onmove, onkey, onrename, ontoggle }) {
    Object.assign(this, { _words: words, _onmove: onmove, _onkey: onkey, _onrename: onrename, _ontoggle: ontoggle });
    this._body = h('tbody', {});
    const heads = ['name', 'kind', 'lane', 'marks'].map((key) => h('th', { scope: 'col' }, words(`outline.${key}`)));
    this.node = h('div', { class: 'outline-scroll' }, h('table', { role: 'treegrid', 'aria-multiselectable': 'true', class: 'outline-table', 'aria-label': label }, h('thead', {}, h('tr', {}, heads)), this._body));
    this._byId = new Map();
    this._rows = [];
    this._body.addEventListener('keydown', (event) => this._keys(event));
    this._body.addEventListener('click', (event) => this._click(event));
    this._body.addEventListener('dblclick', (event) => this.rename(event.target.closest('tr')?.dataset.id));
  }

  row(id) {
    return this._rows.find((row) => row.id === id);
  }

  place(id) {
    return this._rows.findIndex((row) => row.id === id);
  }

  show(rows, current, chosen) {
    if (this._renaming) return;
    const hadFocus = this._body.contains(document.activeElement);
    const nodes = rows.map((row) => this._node(row));
    this._rows = rows;
    this._byId = new Map(rows.map(({ id }, index) => [id, nodes[index]]));
    if (nodes.length !== this._body.children.length || nodes.some((node, index) => this._body.children[index] !== node)) this._body.replaceChildren(...nodes);
    this.mark(current, chosen);
    if (hadFocus) this.focus(current);
  }

  mark(current, chosen) {
    for (const [id, node] of this._byId) {
      node.tabIndex = id === current ? 0 : -1;
      node.setAttribute('aria-selected', String(chosen.has(id)));
    }
    const node = this._byId.get(current);
    if (node && !this._body.contains(document.activeElement)) this._reveal(node);
  }

  focus(id) {
    this._byId.get(id)?.focus();
  }

  focusParent(row) {
    const before = this._rows.slice(0, this.place(row.id)).findLast(({ level }) => level < row.level);
    if (before) this._move(before.id, 'alone');
  }

  /** Turns a name into a field; Enter keeps, Escape forgets. */
  rename(id) {
    const row = this.row(id);
    const cell = this._byId.get(id)?.querySelector('.outline-name');
    if (!row || !cell) return;
    this._renaming = true;
    const done = (keep) => {
      if (!this._renaming) return;
      this._renaming = false;
      const name = field.value.trim();
      field.replaceWith(cell);
      if (keep && name !== row.name) this._onrename(row, name);
      this.focus(id);
    };
    const field = h('input', {
      class: 'in',
      value: row.name,
      'aria-label': this._words('outline.rename', { name: row.shown }),
      onblur: () => done(true),
      onkeydown: (event) => {
        if (event.key === 'Enter' || event.key === 'Escape') {
          event.preventDefault();
          done(event.key === 'Enter');
        }
      },
    });
    cell.replaceWith(field);
    field.select();
  }

  /** Scrolls the table and nothing around it. */
  _reveal(node) {
    const head = this._body.offsetTop;
    const top = node.offsetTop - head;
    const bottom = node.offsetTop + node.offsetHeight;
    const { scrollTop, clientHeight } = this.node;
    if (top < scrollTop) this.node.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.node.scrollTop = bottom - clientHeight;
  }

  _node(row) {
    const text = JSON.stringify([row.level, row.isOpen, row.shown, row.kind, row.lane, row.errors, row.warnings]);
    const known = this._byId.get(row.id);
    if (known?.dataset.text === text) return known;
    const node = known ?? h('tr', { role: 'row', 'data-id': row.id });
    node.dataset.text = text;
    node.className = `level-${Math.min(row.level, 6)}${row.isFlow ? ' is-flow' : ''}`;
    node.setAttribute('aria-level', row.level);
    if (row.isOpen === null) node.removeAttribute('aria-expanded');
    else node.setAttribute('aria-expanded', String(row.isOpen));
    node.replaceChildren(
      h('td', { role: 'gridcell' }, h('span', { class: 'outline-twist', 'aria-hidden': 'true' }, row.isOpen === null ? '' : row.isOpen ? '▾' : '▸'), h('span', { class: 'outline-name' }, row.shown)),
      h('td', { role: 'gridcell' }, row.kind),
      h('td', { role: 'gridcell' }, row.lane),
      h('td', { role: 'gridcell' }, this._found(row)),
    );
    return node;
  }

  _found({ errors, warnings }) {
    return [
      errors ? h('span', { class: 'found found-error' }, this._words('outline.errors', { count: errors })) : null,
      warnings ? h('span', { class: 'found found-warning' }, this._words('outline.warnings', { count: warnings })) : null,
    ].filter(Boolean);
  }

  _click(event) {
    const id = event.target.closest('tr')?.dataset.id;
    if (!id || event.target.closest('input')) return;
    if (event.target.closest('.outline-twist')) this._ontoggle(this.row(id));
    else this._move(id, event.shiftKey ? 'added' : event.ctrlKey || event.metaKey ? 'toggled' : 'alone');
  }

  /** Goes to a row; `how` says what becomes of the rows chosen so far: `alone`, `added`, `toggled`, `kept`. */
  _move(id, how) {
    this._onmove(id, how);
    this.focus(id);
  }

  _keys(event) {
    const row = this.row(event.target.closest('tr')?.dataset.id);
    if (!row || event.target !== this._byId.get(row.id)) return;
    const place = this.place(row.id);
    const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: this._rows.length - 1 }[event.key];
    if (event.key === 'F2') this.rename(row.id);
    else if (event.key === ' ') this._move(row.id, 'toggled');
    else if (target !== undefined && !event.altKey) this._rows[target] && this._move(this._rows[target].id, event.ctrlKey ? 'kept' : event.shiftKey ? 'added' : 'alone');
    else return this._onkey(event, row);
    event.preventDefault();
    event.stopPropagation();
  }
}
