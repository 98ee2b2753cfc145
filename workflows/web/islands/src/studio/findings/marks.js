import { h } from '../dom.js';

/** Marks elements that have findings: a coloured outline, a badge with the number, the messages as its title. */
export class Marks {
  constructor(canvas, overlays, registry, words) {
    Object.assign(this, { _canvas: canvas, _overlays: overlays, _registry: registry, _words: words });
    this._marked = [];
  }

  show(byElement) {
    this._overlays.remove({ type: 'finding' });
    for (const [element, marker] of this._marked) if (this._registry.get(element)) this._canvas.removeMarker(element, marker);
    this._marked = [];
    for (const [element, all] of byElement) {
      const findings = all.filter((each) => each.severity !== 'info');
      if (findings.length) this._mark(element, findings);
    }
  }

  _mark(element, findings) {
    if (!this._registry.get(element)?.parent) return;
    const severity = findings.some((each) => each.severity === 'error') ? 'error' : 'warning';
    const marker = `found-${severity}`;
    this._canvas.addMarker(element, marker);
    this._marked.push([element, marker]);
    const badge = h('div', { class: `finding-badge finding-${severity}`, title: findings.map(({ message }) => message).join('\n'), 'aria-hidden': 'true' }, String(findings.length));
    this._overlays.add(element, 'finding', { position: { top: -10, right: 10 }, html: badge });
  }
}
