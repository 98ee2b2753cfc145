import DecisionTableEditor from 'dmn-js-decision-table/lib/Editor';
import EditingManager from 'dmn-js-shared/lib/base/EditingManager';
import { is } from 'dmn-js-shared/lib/util/ModelUtil';

/** Opens the decision tables of a DMN file, and nothing else of it; the rest is kept as it is. */
export class TableEditor extends EditingManager {
  _getViewProviders() {
    return [{ id: 'decisionTable', constructor: DecisionTableEditor, opens: (element) => is(element, 'dmn:Decision') && is(element.decisionLogic, 'dmn:DecisionTable') }];
  }

  /** Reads a text into the model and writes it again. */
  async echo(text) {
    const { rootElement } = await this._moddle.fromXML(text, 'dmn:Definitions');
    const { xml } = await this._moddle.toXML(rootElement, { format: true });
    return xml;
  }
}
