import { KeptText } from '../studio/round_trip/kept_text.js';
import { ChangedMeanwhile, Store } from '../studio/store.js';
import { speaking } from '../studio/words.js';
import { TableEditor } from './table_editor.js';
import { translating } from './translate.js';
import { speakUnasked } from './unasked.js';

const DATA_TYPES = ['string', 'boolean', 'number', 'integer', 'date', 'time', 'dateTime', 'dayTimeDuration', 'yearMonthDuration'];

/** The page around the table: opening the file, saving it over what was read, saying how it went. */
export class TablePage {
  constructor(host) {
    this._host = host;
    const given = JSON.parse(host.querySelector('[data-given]').textContent);
    this._words = speaking(given.words);
    this._table = given.table;
    this._store = new Store({ ...given, words: this._words });
    this._part = (name) => host.querySelector(`[data-part="${name}"]`);
    this.untranslated = new Set();
    const translate = translating(given.language, (template) => this.untranslated.add(template));
    const additionalModules = [{ translate: ['value', translate] }];
    this.editor = new TableEditor({ container: this._part('table'), decisionTable: { additionalModules, dataTypes: DATA_TYPES } });
    if (given.language === 'ko') speakUnasked(this._part('table'), translate);
    this._kept = new KeptText((xml) => this.editor.echo(xml));
    this._isChanged = false;
    host.table = this; // what the page's tests take hold of
  }

  async open() {
    this._part('save')?.addEventListener('click', () => this.save());
    try {
      this._kept.begin(await this._store.load());
      await this.editor.importXML(this._kept.original, { open: false });
      const views = this.editor.getViews();
      await this.editor.open(views.find((view) => view.id === this._table) ?? views[0]);
    } catch (fault) {
      return this._say('failed', this._words('comfortable.cannot_open', { reason: fault.message }));
    }
    this._host.dataset.ready = 'true';
    this.editor.getActiveViewer().on('elements.changed', () => this._change());
    window.addEventListener('beforeunload', (event) => this._isChanged && event.preventDefault());
  }

  /** Gives the file as it would be saved now: with everything that the table does not show. */
  async text() {
    if (!this._isChanged) return this._kept.original;
    const { xml } = await this.editor.saveXML({ format: true });
    return this._kept.complete(xml);
  }

  async save() {
    try {
      const text = await this.text();
      await this._store.save(text);
      this._kept.begin(text);
      this._isChanged = false;
      this._say('saved', this._words('comfortable.saved'));
    } catch (fault) {
      this._say('failed', fault instanceof ChangedMeanwhile ? `${fault.message} ${this._words('comfortable.changed')}` : fault.message);
    }
  }

  _change() {
    this._isChanged = true;
    this._say('changed', this._words('comfortable.unsaved'));
  }

  _say(state, text) {
    Object.assign(this._part('state'), { textContent: text });
    this._part('state').dataset.state = state;
  }
}
