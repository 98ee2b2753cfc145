const UNASKED = ['Decision table context menu', 'Remove item', 'Value'];

/** Speaks the few strings that the table editor writes into its page without asking for a translation. */
export function speakUnasked(container, translate) {
  const speak = () => {
    for (const node of container.querySelectorAll('[aria-label], [title], .dms-heading')) {
      for (const name of ['aria-label', 'title']) if (UNASKED.includes(node.getAttribute(name))) node.setAttribute(name, translate(node.getAttribute(name)));
      if (UNASKED.includes(node.textContent)) node.firstChild.data = translate(node.textContent);
    }
  };
  new MutationObserver(speak).observe(container, { childList: true, subtree: true });
}
