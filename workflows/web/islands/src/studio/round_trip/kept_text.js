import { losses } from './losses.js';
import { restore } from './restore.js';

/** A text as it was stored, which gives what the model cannot carry (comments, foreign parts) to every text made of it. */
export class KeptText {
  /** `echo(xml)` reads a text into the model and writes it again. */
  constructor(echo) {
    this._echo = echo;
    this.begin('');
  }

  begin(xml) {
    this.original = xml;
    this._lost = null;
  }

  /** Completes an edited text. */
  async complete(edited) {
    this._lost ??= losses(this.original, await this._echo(this.original));
    return restore(edited, this._lost);
  }
}
