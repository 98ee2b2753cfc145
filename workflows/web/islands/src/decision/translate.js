import ko from './ko.js';

/** Speaks the table's own strings: English is theirs, Korean ours. */
export function translating(language) {
  return (template, replacements = {}) => {
    const spoken = (language === 'ko' && ko[template]) || template;
    return spoken.replace(/{\s*([^}\s]+)\s*}/g, (_, key) => replacements[key] ?? `{${key}}`);
  };
}
