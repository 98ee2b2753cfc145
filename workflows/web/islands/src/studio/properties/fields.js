import { h } from '../dom.js';
import { picker } from './picker.js';

let count = 0;

/**
 * Draws one field `{key, kind, label, value, set, hint, choices}`; gives its node and `bind(field)`, which takes over new
 * values without touching what somebody is just writing.
 */
export function drawField(field, tools) {
  const id = `property-${(count += 1)}`;
  const { control, show, extra = [] } = CONTROLS[field.kind](id, field, tools);
  const current = control.current;
  const labelled = LABELLED_BY_ITSELF.has(field.kind);
  const hint = field.hint ? h('p', { class: 'hint', id: `${id}-hint` }, field.hint) : null;
  const node = h(
    'div',
    { class: `property property-${field.kind}`, 'data-field': field.key },
    labelled ? null : h('label', { for: id }, field.label),
    hint,
    control.node ?? control,
    extra,
  );
  return {
    node,
    bind(next) {
      current.field = next;
      show(next);
    },
  };
}

const LABELLED_BY_ITSELF = new Set(['check', 'button', 'link', 'colours', 'pair', 'note']);

const CONTROLS = {
  text: (id, field) => written(h('input', { id, class: 'in', type: 'text', autocomplete: 'off', spellcheck: 'false' }), field),
  area: (id, field) => written(h('textarea', { id, class: 'in', rows: field.rows ?? 3 }), field),

  expression(id, field, { help, element }) {
    const box = h('textarea', { id, class: 'in code', rows: field.rows ?? 1, spellcheck: 'false', autocomplete: 'off' });
    const made = written(box, field);
    return { ...made, extra: [help.attach(box, { element, kind: field.language ?? 'expression' })] };
  },

  select(id, field) {
    const current = { field };
    const control = h('select', { id, class: 'in', onchange: () => current.field.set(control.value) });
    const show = (next) => {
      if (document.activeElement === control && control.value === next.value) return;
      control.replaceChildren(...options(next));
      control.value = next.value;
    };
    show(field);
    control.current = current;
    return { control, show };
  },

  check(id, field) {
    const current = { field };
    const box = h('input', { id, type: 'checkbox', onchange: () => current.field.set(box.checked) });
    const show = (next) => {
      box.checked = next.value;
    };
    show(field);
    return { control: { node: h('div', { class: 'choice' }, box, h('label', { for: id }, field.label)), current }, show };
  },

  picker(id, field, { words }) {
    const current = { field };
    const made = picker(id, current, words);
    return { control: { node: made.node, current }, show: made.show };
  },

  pair(id, field, { words, help, element }) {
    const current = { field };
    const target = h('input', { id, class: 'in code', 'aria-label': field.targetLabel, onchange: () => current.field.setTarget(target.value.trim()) });
    const value = h('textarea', { class: 'in code', rows: 1, spellcheck: 'false', 'aria-label': field.valueLabel, onchange: () => current.field.setValue(value.value.trim()) });
    const show = (next) => {
      if (document.activeElement !== target) target.value = next.target;
      if (document.activeElement !== value) value.value = next.value;
    };
    show(field);
    const remove = h('button', { type: 'button', class: 'btn btn-small', onclick: () => current.field.remove() }, words('remove'));
    const node = h('div', { class: 'pair', role: 'group', 'aria-label': field.label }, target, value, remove);
    return { control: { node, current }, show, extra: [help.attach(value, { element, kind: field.language ?? 'expression' })] };
  },

  button(id, field) {
    const current = { field };
    const node = h('button', { id, type: 'button', class: 'btn btn-small', onclick: () => current.field.set() }, field.label);
    return { control: { node, current }, show() {} };
  },

  link(id, field) {
    const node = h('a', { id, href: field.value }, field.label);
    const show = (next) => {
      node.href = next.value;
    };
    return { control: { node, current: {} }, show };
  },

  note(id, field) {
    const node = h('p', { id, class: 'hint' }, field.value);
    const show = (next) => {
      node.textContent = next.value;
    };
    return { control: { node, current: {} }, show };
  },

  colours(id, field) {
    const current = { field };
    const boxes = field.choices.map((choice) => {
      const box = h('input', { type: 'radio', name: id, value: choice.id, onchange: () => current.field.set(choice.id) });
      return { box, node: h('label', { class: `colour colour-${choice.id || 'none'}` }, box, h('span', {}, choice.label)) };
    });
    const show = (next) => {
      for (const { box } of boxes) box.checked = box.value === next.value;
    };
    show(field);
    const node = h('fieldset', { class: 'colours' }, h('legend', {}, field.label), boxes.map((each) => each.node));
    return { control: { node, current }, show };
  },
};

function written(control, field) {
  const current = { field };
  control.current = current;
  const commit = () => {
    const text = current.field.raw ? control.value : control.value.trim();
    const refused = text !== current.field.value && current.field.set(text) === false;
    if (refused) control.setAttribute('aria-invalid', 'true');
    else if (current.field.kind !== 'expression') control.removeAttribute('aria-invalid');
    if (text === current.field.value) control.value = text;
  };
  control.addEventListener('change', commit);
  const show = (next) => {
    if (document.activeElement !== control) control.value = next.value;
  };
  control.value = field.value;
  return { control, show };
}

function options({ choices, value }) {
  const known = choices.some(({ id }) => id === value) ? choices : [...choices, { id: value, label: value }];
  return known.map(({ id, label }) => h('option', { value: id }, label));
}
