import { createEditor } from './editor.js';
import { lettering } from '../lettering.js';
import { fitBeside, roomOf } from './fitting.js';
import { showDifferences } from './saving/compare.js';
import { walkPanes } from './panes.js';
import { watchOthers } from './presence.js';
import { showShortcuts } from './shortcuts.js';
import { Store } from './store.js';
import { speaking } from './words.js';

/** The page around the editor: its bars and panes, opening the diagram, what to do when somebody else saved. */
export class Page {
  constructor(host) {
    this._host = host;
    const given = JSON.parse(host.querySelector('[data-given]').textContent);
    const words = speaking(given.words);
    this._store = new Store({ ...given, words });
    const send = (address, question) => this._store.send(address, question);
    this._studio = { ...given, words, send, facts: emptyFacts() };
    this._part = (name) => host.querySelector(`[data-part="${name}"]`);
    this.editor = createEditor({ container: this._part('canvas'), studio: this._studio, store: this._store });
    host.studio = this; // what the page's tests take hold of
  }

  async open() {
    const { editor } = this;
    this._wire();
    for (const [service, part] of [['propertiesPanel', 'properties'], ['elementTable', 'outline'], ['findings', 'findings']]) editor.get(service).attach(this._part(part));
    const [xml] = await Promise.all([this._store.load(), lettering()]);
    this._say('opened', '');
    try {
      await this.show(xml);
    } catch (fault) {
      return this._say('failed', this._studio.words('page.cannot_open', { reason: fault.message }));
    }
    this._goToHash();
    this._learn();
    if (this._studio.mayEdit) watchOthers(this._store, this._part('others'), this._studio.words);
    performance.mark('editor-interactive');
    this._host.dataset.ready = 'true';
    editor.get('findings').check();
  }

  /** Opens a diagram as it stands in a text. */
  async show(xml) {
    const { editor } = this;
    const { warnings } = await editor.importXML(xml);
    editor.get('saver').begin(xml);
    const canvas = editor.get('canvas');
    if (fitBeside(this._host.querySelector('.djs-palette'), canvas) < 0.6) this._fromTheStart(canvas);
    if (warnings.length) this._say('opened', this._studio.words('opened_with', { count: warnings.length }));
    return warnings;
  }

  /** Other pages lead to an element by its id. */
  _goToHash() {
    const found = this.editor.get('elementRegistry').find(({ id }) => `#${encodeURIComponent(id)}` === location.hash);
    if (found) this.editor.get('findings').jump({ element: found.id });
  }

  /** Forms, operations, clauses and the rest that properties offer; the drawing does not wait for them. */
  async _learn() {
    try {
      Object.assign(this._studio.facts, await this._store.facts());
      this.editor.get('eventBus').fire('facts.changed', {});
    } catch (refusal) {
      this._say('failed', refusal.message);
    }
  }

  _fromTheStart(canvas) {
    const { inner, outer } = canvas.viewbox();
    const scale = Math.min(0.9, Math.max(0.7, outer.height / (inner.height + 60)));
    canvas.viewbox({ x: inner.x - roomOf(this._host.querySelector('.djs-palette')) / scale, y: inner.y - 30, width: outer.width / scale, height: outer.height / scale });
  }

  _wire() {
    const { editor } = this;
    const actions = {
      save: () => editor.get('saver').save(),
      undo: () => editor.get('commandStack').undo(),
      redo: () => editor.get('commandStack').redo(),
      search: () => editor.get('elementTable').find(),
      keys: () => showShortcuts(this._studio.words),
      whole: () => fitBeside(this._host.querySelector('.djs-palette'), editor.get('canvas')),
      in: () => editor.get('zoomScroll').stepZoom(1),
      out: () => editor.get('zoomScroll').stepZoom(-1),
      copy: () => this._takeCopy(),
      drop: () => this._dropCopy(),
    };
    for (const button of this._host.querySelectorAll('[data-do]')) button.addEventListener('click', () => button.ariaDisabled !== 'true' && actions[button.dataset.do]());
    addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      const held = document.activeElement;
      held.blur(); // what is being written is saved as well
      actions.save();
      if (document.activeElement === document.body) held.focus();
    });
    walkPanes(this._part, editor);
    editor.on('editor.state', ({ state, text }) => this._say(state, text));
    editor.on('commandStack.changed', () => this._showHistory());
    editor.on('conflict.reload', async () => this.show(await this._store.load()));
    editor.on('conflict.compare', async () => this._compare());
    this._showHistory();
  }

  _say(state, text) {
    const status = this._part('state');
    status.dataset.state = state;
    status.textContent = text;
    const save = this._host.querySelector('[data-do="save"]');
    if (save) save.ariaDisabled = String(['opened', 'saved', 'saving'].includes(state)); // `disabled` would take the keyboard from it
  }

  /** A button that has nothing left to do hands the keyboard to the other. */
  _showHistory() {
    const commands = this.editor.get('commandStack');
    const [undo, redo] = ['undo', 'redo'].map((name) => this._host.querySelector(`[data-do="${name}"]`));
    const held = document.activeElement;
    undo.disabled = !commands.canUndo();
    redo.disabled = !commands.canRedo();
    if (held === undo && undo.disabled) redo.focus();
    if (held === redo && redo.disabled) undo.focus();
  }

  async _compare() {
    const mine = await this.editor.get('saver').text();
    const { etag } = this._store;
    const theirs = await this._store.load();
    this._store.etag = etag; // looking at what is stored takes nothing over
    showDifferences(mine, theirs, this._studio.words);
  }

  async _takeCopy() {
    await this.show(await this._store.readCopy());
    this.editor.get('saver').differs();
    this._part('copy').hidden = true;
  }

  async _dropCopy() {
    await this._store.dropCopy();
    this._part('copy').hidden = true;
  }
}

function emptyFacts() {
  return { forms: [], decisions: [], operations: [], letters: [], assignments: [], roles: [], clauses: [], functions: [], names: [], processes: [] };
}
