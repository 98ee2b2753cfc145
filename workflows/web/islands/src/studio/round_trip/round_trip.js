import { KeptText } from './kept_text.js';
import { followReferences } from './references.js';

/** Keeps what the model cannot carry: a text that nobody changed is given back as it came, a changed one is completed. */
export default class RoundTrip {
  static $inject = ['eventBus', 'moddle', 'bpmnjs'];

  constructor(eventBus, moddle, bpmnjs) {
    this._editor = bpmnjs;
    this._kept = new KeptText((xml) => echo(xml, moddle));
    eventBus.on('import.parse.complete', 2000, (parsed) => followReferences(parsed, moddle));
  }

  /** Begins with a text as it was stored. */
  begin(xml) {
    this._kept.begin(xml);
  }

  /** Gives the diagram as text; `changed` says whether anybody has touched it since `begin`. */
  async text(changed) {
    if (!changed) return this._kept.original;
    const { xml } = await this._editor.saveXML({ format: true });
    return this._kept.complete(xml);
  }
}

async function echo(text, moddle) {
  const parsed = await moddle.fromXML(text);
  followReferences(parsed, moddle);
  const { xml } = await moddle.toXML(parsed.rootElement, { format: true });
  return xml;
}
