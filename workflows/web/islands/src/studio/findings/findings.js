import { settled } from '../dom.js';
import { List } from './list.js';
import { Marks } from './marks.js';
import { Player } from './player.js';

const PAUSE = 700;

/** Has the server check the unsaved diagram with the rest of the draft, and shows what it finds where it is. */
export default class Findings {
  static $inject = ['eventBus', 'canvas', 'overlays', 'elementRegistry', 'elementTable', 'saver', 'fixes', 'elementNames', 'config.studio'];

  constructor(eventBus, canvas, overlays, elementRegistry, elementTable, saver, fixes, elementNames, studio) {
    Object.assign(this, { _bus: eventBus, _registry: elementRegistry, _outline: elementTable, _saver: saver, _fixes: fixes, _studio: studio, _names: elementNames });
    this._marks = new Marks(canvas, overlays, elementRegistry, studio.words);
    this._player = new Player(canvas, elementRegistry, elementNames, studio.words, (path) => this._try(path));
    this._wanted = false;
    this._asking = false;
    this._later = settled(() => this.check(), PAUSE);
    eventBus.on('commandStack.changed', () => this._later());
  }

  attach(parent) {
    this._list = new List(parent, {
      words: this._studio.words,
      onjump: (finding) => this.jump(finding),
      onfix: (finding) => this._fixes.apply(finding.fix),
      onplay: (finding) => this._player.play(finding, parent),
      isFixable: (finding) => this._fixes.knows(finding.fix),
      nameOf: ({ element }) => this._names.name(this._registry.get(element)),
      isHere: (finding) => Boolean(this._registry.get(finding.element)),
    });
  }

  /** Asks at once, or when the answer before has come: one question at a time, and only the last one's answer is shown. */
  async check() {
    this._wanted = true;
    if (this._asking) return;
    this._asking = true;
    try {
      while (this._wanted) await this._ask();
    } finally {
      this._asking = false;
    }
  }

  async _ask() {
    this._wanted = false;
    this._list?.working();
    let answer;
    try {
      answer = await this._studio.send(this._studio.addresses.check, { diagram: await this._saver.text() });
    } catch (refusal) {
      if (!this._wanted) this._list?.failed(refusal.message);
      return;
    }
    if (!this._wanted) this._show(answer.findings);
  }

  jump({ element }) {
    const shape = this._registry.get(element);
    if (shape) this._outline.goTo(shape);
  }

  /** Puts the keyboard on the first finding. */
  focus() {
    this._list.focus();
  }

  /** Opens a dry run that leads along a path; it runs what is stored, so that is what is drawn. */
  async _try(path) {
    if (this._saver.isDirty() && !(await this._saver.save())) return;
    location.assign(`${this._studio.addresses.try}?path=${encodeURIComponent(path.join(','))}`);
  }

  _show(findings) {
    const byElement = grouped(findings);
    this._marks.show(byElement);
    this._list?.show(findings);
    this._bus.fire('findings.changed', { findings, byElement });
  }
}

function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) groups.set(finding.element, [...(groups.get(finding.element) ?? []), finding]);
  return groups;
}
