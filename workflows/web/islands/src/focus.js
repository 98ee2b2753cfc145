/** Puts the keyboard on the error summary when a page or a re-rendered form has one. */
export function focusErrors(root) {
  const focus = () => {
    const summary = root.querySelector('[data-error-summary]:not([data-seen])');
    if (!summary) return;
    summary.dataset.seen = '';
    summary.focus();
  };
  focus();
  root.addEventListener('htmx:after:swap', focus);
}
