import { h } from '../dom.js';

const MOST = 30;

/**
 * Chooses among many by id and by words: what is chosen stands as a row of marks, each with a button to take it away;
 * below it a combobox that lists what fits. `current.field` is `{choices, value: [ids], multiple, set(ids)}`.
 */
export function picker(id, current, words) {
  const chosen = h('ul', { class: 'picked' });
  const list = h('ul', { id: `${id}-list`, class: 'options', role: 'listbox', tabindex: -1, hidden: true, 'aria-label': words('picker.found') });
  const input = h('input', {
    id,
    class: 'in',
    role: 'combobox',
    autocomplete: 'off',
    'aria-expanded': 'false',
    'aria-controls': `${id}-list`,
    'aria-autocomplete': 'list',
    placeholder: words('picker.search'),
    oninput: () => open(),
    onfocus: () => open(),
    onblur: () => close(),
    onkeydown: (event) => keys(event),
  });
  let at = 0;
  let found = [];

  function open() {
    const { choices, value, multiple } = current.field;
    const wanted = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ id: name, label, detail = '' }) => wanted.every((word) => `${name} ${label} ${detail}`.toLowerCase().includes(word));
    found = choices.filter((choice) => !(multiple && value.includes(choice.id)) && fits(choice)).slice(0, MOST);
    at = 0;
    list.replaceChildren(...found.map((choice, index) => option(choice, index)));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    point();
  }

  function option(choice, index) {
    const choose = (event) => {
      event.preventDefault();
      take(found[index]);
    };
    const detail = choice.detail ? h('small', {}, choice.detail) : null;
    return h('li', { id: `${id}-option-${index}`, role: 'option', 'aria-selected': 'false', onmousedown: choose }, h('span', {}, choice.label), detail);
  }

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function point() {
    [...list.children].forEach((each, index) => each.setAttribute('aria-selected', String(index === at)));
    list.children[at]?.scrollIntoView({ block: 'nearest' });
    if (found.length) input.setAttribute('aria-activedescendant', `${id}-option-${at}`);
  }

  function take(choice) {
    const { value, multiple, set } = current.field;
    input.value = '';
    close();
    set(multiple ? [...value, choice.id] : [choice.id]);
  }

  function keys(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) return open();
      at = (at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(found.length, 1);
      point();
    } else if (event.key === 'Enter' && !list.hidden && found[at]) {
      event.preventDefault();
      take(found[at]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      close();
    }
  }

  function show({ value, choices, set }) {
    const marks = value.map((name) => {
      const choice = choices.find((each) => each.id === name);
      const remove = h(
        'button',
        { type: 'button', 'aria-label': words('picker.remove', { name: choice?.label ?? name }), onclick: () => (set(value.filter((each) => each !== name)), input.focus()) },
        '×',
      );
      return h('li', { class: choice ? '' : 'is-unknown', title: choice?.detail ?? words('picker.unknown') }, h('span', {}, choice?.label ?? name), remove);
    });
    chosen.replaceChildren(...marks);
    chosen.hidden = marks.length === 0;
    if (input.value && document.activeElement === input) open(); // what is searched for may be among what is offered now
  }

  show(current.field);
  return { node: h('div', { class: 'picker' }, chosen, input, list), show };
}
