import { h } from '../dom.js';

/** Says who saved meanwhile and when, and lets the person go on here, see what differs, or take the stored diagram. */
export function askWhatToDo(answer, { words, language }, bus) {
  const at = answer.at ? new Date(answer.at).toLocaleString(language, { timeZone: 'Asia/Seoul', dateStyle: 'medium', timeStyle: 'short' }) : '';
  return new Promise((resolve) => {
    const done = (choice) => {
      dialog.close();
      if (choice) bus.fire(`conflict.${choice}`, { answer });
    };
    const button = (choice, look = '') => h('button', { type: 'button', class: `btn btn-small ${look}`, onclick: () => done(choice) }, words(`conflict.${choice}`));
    const dialog = h(
      'dialog',
      { class: 'chooser', 'aria-labelledby': 'conflict-title', onclose: () => (dialog.remove(), resolve()) },
      h('h2', { id: 'conflict-title' }, words('conflict.title')),
      h('p', {}, answer.message ?? words('conflict.title')),
      answer.by ? h('p', {}, words('conflict.who', { by: answer.by, at })) : null,
      h('p', { class: 'hint' }, words('conflict.kept')),
      h('div', { class: 'btn-row' }, button('keep', 'btn-primary'), button('compare'), button('reload')),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
