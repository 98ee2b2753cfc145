import { ChangedMeanwhile } from '../store.js';
import { askWhatToDo } from './conflict.js';

const COPY_AFTER = 10_000;

/** Knows whether the diagram differs from what is stored, saves it, and keeps a copy of what is not saved yet. */
export default class Saver {
  static $inject = ['eventBus', 'commandStack', 'roundTrip', 'config.studio', 'config.store'];

  constructor(eventBus, commandStack, roundTrip, studio, store) {
    Object.assign(this, { _bus: eventBus, _commands: commandStack, _roundTrip: roundTrip, _store: store, _studio: studio, _words: studio.words });
    this._saved = null;
    this._copying = 0;
    this._turn = Promise.resolve();
    eventBus.on('commandStack.changed', () => this._changed());
    addEventListener('beforeunload', (event) => this.isDirty() && event.preventDefault());
  }

  /** Begins with a diagram as it was loaded. */
  begin(xml) {
    this._roundTrip.begin(xml);
    this._saved = this._place();
    this._tell('saved', '');
  }

  /** Takes what is open as changed, whatever was done to it: it is not what is stored. */
  differs() {
    this._saved = {};
    this._changed();
  }

  isDirty() {
    return this._place() !== this._saved;
  }

  text() {
    return this._roundTrip.text(this.isDirty());
  }

  async save() {
    if (!this._studio.mayEdit) return false;
    try {
      await this._inTurn(() => this._save());
    } catch (refusal) {
      return this._refused(refusal);
    }
    return true;
  }

  /** Keeps a copy of what is not saved yet. */
  async keepCopy() {
    try {
      await this._inTurn(() => this._keepCopy());
    } catch (refusal) {
      this._tell('failed', refusal.message);
    }
  }

  /** Writes one after the other: each stands on the mark that the one before it has left. */
  _inTurn(write) {
    const turn = this._turn.then(write);
    this._turn = turn.catch(() => {});
    return turn;
  }

  async _save() {
    const place = this._place();
    const text = await this.text();
    this._tell('saving', this._words('saving.now'));
    await this._store.save(text);
    this._roundTrip.begin(text);
    this._saved = place;
    if (this.isDirty()) return this._changed();
    this._copyNoMore();
    this._tell('saved', this._words('saving.done', { time: this._time() }));
  }

  async _keepCopy() {
    this._copyNoMore();
    if (!this.isDirty()) return;
    await this._store.keepCopy(await this.text());
    if (this.isDirty()) this._tell('changed', this._words('saving.copied', { time: this._time() }));
  }

  _copyNoMore() {
    clearTimeout(this._copying);
    this._copying = 0;
  }

  /** The last step that was done, and not how many, tells whether undo has led back to what is stored. */
  _place() {
    const { _stack: steps, _stackIdx: last } = this._commands;
    return steps[last] ?? null;
  }

  _changed() {
    if (!this.isDirty()) return this._tell('saved', this._words('saving.unchanged'));
    this._tell('changed', this._words('saving.changed'));
    if (this._studio.mayEdit) this._copying ||= setTimeout(() => this.keepCopy(), COPY_AFTER);
  }

  async _refused(refusal) {
    this._tell('failed', refusal.message);
    if (refusal instanceof ChangedMeanwhile) await askWhatToDo(refusal.answer, this._studio, this._bus);
    return false;
  }

  _tell(state, text) {
    this._bus.fire('editor.state', { state, text });
  }

  _time() {
    return new Date().toLocaleTimeString(this._studio.language, { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Seoul' });
  }
}
