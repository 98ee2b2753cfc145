import { StyleModule as Original } from '../../node_modules/style-mod/src/style-mod.js';

/** A document that takes style sheets made by scripts, and no `<style>`, which the page's policy forbids. */
const adopting = {
  ownerDocument: document,
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets) {
    document.adoptedStyleSheets = sheets;
  },
};

/** The styles of the field in which expressions are written, mounted as the page's policy allows. */
export class StyleModule extends Original {
  static mount(root, modules, options) {
    super.mount(root === document ? adopting : root, modules, options);
  }
}
