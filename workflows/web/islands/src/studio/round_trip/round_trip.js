import { losses } from './losses.js';
import { followReferences } from './references.js';
import { restore } from './restore.js';

/** Keeps what the model cannot carry: a text that nobody changed is given back as it came, a changed one is completed. */
export default class RoundTrip {
  static $inject = ['eventBus', 'moddle', 'bpmnjs'];

  constructor(eventBus, moddle, bpmnjs) {
    this._moddle = moddle;
    this._editor = bpmnjs;
    this._original = '';
    this._lost = null;
    eventBus.on('import.parse.complete', 2000, (parsed) => followReferences(parsed, moddle));
  }

  /** Begins with a text as it was stored. */
  begin(xml) {
    this._original = xml;
    this._lost = null;
  }

  /** Gives the diagram as text; `changed` says whether anybody has touched it since `begin`. */
  async text(changed) {
    if (!changed) return this._original;
    const { xml } = await this._editor.saveXML({ format: true });
    return restore(xml, await this._losses());
  }

  async _losses() {
    if (!this._lost) {
      const parsed = await this._moddle.fromXML(this._original);
      followReferences(parsed, this._moddle);
      const { xml } = await this._moddle.toXML(parsed.rootElement, { format: true });
      this._lost = losses(this._original, xml);
    }
    return this._lost;
  }
}
