/** Reads and writes what an element says; every change goes through `modeling`, so that it can be undone. */
export default class Edits {
  static $inject = ['modeling', 'bpmnFactory', 'steps', 'bpmnjs', 'elementRegistry', 'canvas', 'moddle'];

  constructor(modeling, bpmnFactory, steps, bpmnjs, elementRegistry, canvas, moddle) {
    Object.assign(this, { modeling, steps, moddle });
    this._factory = bpmnFactory;
    this._editor = bpmnjs;
    this._registry = elementRegistry;
    this._canvas = canvas;
  }

  /** Gives an attribute as text; an absent one is empty. */
  read(element, name) {
    return element.businessObject.get(name) ?? '';
  }

  /** Writes an attribute; an empty one is taken away. */
  write(element, name, value) {
    if (value === this.read(element, name)) return;
    this.modeling.updateProperties(element, { [name]: value === '' ? undefined : value });
  }

  /** Writes into a part of an element that has no shape of its own. */
  writeInto(element, part, values) {
    this.modeling.updateModdleProperties(element, part, values);
  }

  /** Makes a part that stands inside `parent`. */
  part(type, values, parent) {
    const made = this._factory.create(type, values);
    made.$parent = parent;
    return made;
  }

  /** Gives the body of an expression-like child (`conditionExpression`, `timeDuration`). */
  body(part, name) {
    return part?.get(name)?.body ?? '';
  }

  writeBody(element, part, name, text) {
    if (text === this.body(part, name)) return;
    const value = text === '' ? undefined : this.part('bpmn:FormalExpression', { body: text }, part);
    this.writeInto(element, part, { [name]: value });
  }

  extensions(element, type) {
    return (element.businessObject.extensionElements?.values ?? []).filter(({ $type }) => $type === type);
  }

  addExtension(element, type, values) {
    this.steps.once(() => {
      const home = this._extensionHome(element);
      const made = this.part(type, values, home);
      this.writeInto(element, home, { values: [...home.get('values'), made] });
    });
  }

  removeExtension(element, part) {
    const home = element.businessObject.extensionElements;
    const left = home.get('values').filter((each) => each !== part);
    if (left.length) this.writeInto(element, home, { values: left });
    else this.modeling.updateProperties(element, { extensionElements: undefined });
  }

  /** Messages, signals, errors and escalations that the diagram declares. */
  roots(type) {
    return (this.definitions().rootElements ?? []).filter((each) => each.$instanceOf(type));
  }

  addRoot(element, type, values) {
    const definitions = this.definitions();
    const made = this.part(type, values, definitions);
    this.writeInto(element, definitions, { rootElements: [...definitions.get('rootElements'), made] });
    return made;
  }

  definitions() {
    return this._editor.getDefinitions();
  }

  /** Every element that may be meant by another: one shape per id, labels and planes left out. */
  elements(test = () => true) {
    return this._registry.filter((each) => !each.labelTarget && each !== this._canvas.getRootElement() && !each.isImplicit && test(each));
  }

  documentation(element) {
    return element.businessObject.documentation?.[0]?.text ?? '';
  }

  writeDocumentation(element, text) {
    const object = element.businessObject;
    const [first, ...others] = object.get('documentation');
    if (text === (first?.text ?? '')) return;
    if (first && text) this.writeInto(element, first, { text });
    else if (first) this.modeling.updateProperties(element, { documentation: others });
    else this.modeling.updateProperties(element, { documentation: [this.part('bpmn:Documentation', { text }, object)] });
  }

  _extensionHome(element) {
    const object = element.businessObject;
    if (!object.extensionElements) {
      this.modeling.updateProperties(element, { extensionElements: this.part('bpmn:ExtensionElements', { values: [] }, object) });
    }
    return object.extensionElements;
  }
}
