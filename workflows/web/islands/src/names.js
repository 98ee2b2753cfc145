/** Shows the English names (`jorye:nameEn`) that stand beside the Korean ones in the diagram. */
export function english(viewer) {
  const bus = viewer.get('eventBus');
  for (const element of viewer.get('elementRegistry').getAll()) {
    const object = element.businessObject;
    const name = object?.$attrs?.['jorye:nameEn'] ?? object?.get?.('jorye:nameEn');
    if (!name || !object.name) continue;
    object.name = name;
    bus.fire('element.changed', { element });
  }
}
