import { h } from '../dom.js';

/** Asks for one of several in a dialog with a search field; gives the choice or null. Focus comes back by itself. */
export function choose({ title, choices, words }) {
  return new Promise((resolve) => {
    let at = 0;
    let found = choices;
    let answer = null;
    const list = h('ul', { id: 'chooser-list', class: 'options chooser-list', role: 'listbox', tabindex: -1, 'aria-label': title });
    const nothing = h('p', { class: 'hint', role: 'status' });
    const input = h('input', {
      class: 'in',
      role: 'combobox',
      autocomplete: 'off',
      'aria-expanded': 'true',
      'aria-controls': 'chooser-list',
      'aria-label': words('picker.search'),
      placeholder: words('picker.search'),
      oninput: () => filter(),
      onkeydown: (event) => keys(event),
    });
    const dialog = h(
      'dialog',
      { class: 'chooser', 'aria-labelledby': 'chooser-title', onclose: () => (dialog.remove(), resolve(answer)) },
      h('h2', { id: 'chooser-title' }, title),
      input,
      list,
      nothing,
      h('div', { class: 'btn-row' }, h('button', { type: 'button', class: 'btn btn-small', onclick: () => dialog.close() }, words('close'))),
    );

    function filter() {
      const wanted = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      found = choices.filter(({ label, detail = '' }) => wanted.every((word) => `${label} ${detail}`.toLowerCase().includes(word)));
      at = 0;
      draw();
    }

    function draw() {
      list.replaceChildren(
        ...found.map((choice, index) =>
          h('li', { id: `chooser-${index}`, role: 'option', 'aria-selected': String(index === at), onclick: () => take(index) }, h('span', {}, choice.label), choice.detail ? h('small', {}, choice.detail) : null),
        ),
      );
      nothing.textContent = found.length ? '' : words('picker.nothing');
      if (found.length) input.setAttribute('aria-activedescendant', `chooser-${at}`);
      else input.removeAttribute('aria-activedescendant');
      list.children[at]?.scrollIntoView({ block: 'nearest' });
    }

    function keys(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && found.length) {
        event.preventDefault();
        at = (at + step + found.length) % found.length;
        draw();
      } else if (event.key === 'Enter') {
        event.preventDefault();
        take(at);
      }
    }

    function take(index) {
      if (!found[index]) return;
      answer = found[index];
      dialog.close();
    }

    draw();
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}
