/** A menu without a title names its list in English, without asking for a translation. */
export default function nameMenus(eventBus, translate) {
  eventBus.on('popupMenu.opened', () => {
    requestAnimationFrame(() => document.querySelector('.djs-popup [aria-label="Results"]')?.setAttribute('aria-label', translate('Results')));
  });
}

nameMenus.$inject = ['eventBus', 'translate'];
