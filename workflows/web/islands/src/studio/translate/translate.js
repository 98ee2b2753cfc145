import ko from './ko.js';

/** Speaks the drawing tool's own strings: English is theirs, Korean ours. `editor.untranslated` hears of a missing one. */
export default function translate(language, eventBus) {
  return (template, replacements = {}) => {
    const spoken = language === 'ko' ? ko[template] : template;
    if (spoken === undefined) eventBus.fire('editor.untranslated', { template });
    return (spoken ?? template).replace(/{([^}]+)}/g, (_, key) => replacements[key] ?? `{${key}}`);
  };
}

translate.$inject = ['config.language', 'eventBus'];
