/** F6 leads from pane to pane and Shift+F6 back: from the list of elements to the drawing, the properties, the findings. */
export function walkPanes(partOf, editor) {
  const panes = [
    ['outline', 'elementTable'],
    ['canvas', 'canvas'],
    ['properties', 'propertiesPanel'],
    ['findings', 'findings'],
  ];
  addEventListener('keydown', (event) => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    const here = panes.findIndex(([part]) => partOf(part).contains(document.activeElement));
    const step = event.shiftKey ? panes.length - 1 : 1;
    const [, service] = panes[here < 0 ? 0 : (here + step) % panes.length];
    editor.get(service).focus();
  });
}
