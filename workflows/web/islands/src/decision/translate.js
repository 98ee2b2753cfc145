import ko from './ko.js';

/** Speaks the table's own strings: English is theirs, Korean ours. `onmissing(template)` hears of one without Korean. */
export function translating(language, onmissing) {
  return (template, replacements = {}) => {
    const spoken = language === 'ko' ? ko[template] : template;
    if (spoken === undefined && template) onmissing(template);
    return (spoken ?? template).replace(/{\s*([^}\s]+)\s*}/g, (_, key) => replacements[key] ?? `{${key}}`);
  };
}
