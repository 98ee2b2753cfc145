import ModdleCopy from 'bpmn-js/lib/features/copy-paste/ModdleCopy';

/** Copies also what no vocabulary describes: other vendors' attributes and extension elements survive a change of type. */
export default class ForeignCopy extends ModdleCopy {
  static $inject = ModdleCopy.$inject;

  copyElement(source, target, names, clone) {
    const copied = super.copyElement(source, target, names, clone);
    const whole = !names || names.includes('extensionElements');
    if (whole && source.$attrs && !target.$descriptor.isGeneric) {
      for (const [name, value] of Object.entries(source.$attrs)) {
        if (target.$attrs[name] === undefined) target.$attrs[name] = value;
      }
    }
    return copied;
  }

  copyProperty(property, parent, name, clone) {
    if (property?.$descriptor?.isGeneric) return generic(property, parent, this._moddle);
    return super.copyProperty(property, parent, name, clone);
  }
}

function generic(source, parent, moddle) {
  const { $type, $children, $parent, $descriptor, ...attributes } = source;
  const copied = moddle.createAny($type, $descriptor.ns.uri, attributes);
  copied.$parent = parent;
  if ($children) copied.$children = $children.map((child) => generic(child, copied, moddle));
  return copied;
}
