/** Makes several changes one step, which one undo takes back. */
export default class Steps {
  static $inject = ['commandStack'];

  constructor(commandStack) {
    this._commands = commandStack;
    commandStack.register('editor.step', {
      preExecute(context) {
        context.result = context.change();
      },
      execute: () => [],
      revert: () => [],
    });
  }

  /** Runs `change`, which works through `modeling`; gives what it gives. */
  once(change) {
    const context = { change };
    this._commands.execute('editor.step', context);
    return context.result;
  }
}
