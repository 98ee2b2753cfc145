import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './css/viewer.css';

const FONT = { fontFamily: '"Noto Sans KR Variable", sans-serif', fontSize: 12, lineHeight: 1.25 };
const KOREAN = { 'Open {element}': '{element} 열기' };

/** Makes a viewer of diagrams to be read, in the language of the page: on an English one English names are drawn. */
export function readingViewer(container) {
  const isEnglish = document.documentElement.lang === 'en';
  const viewer = new NavigatedViewer({
    container,
    additionalModules: isEnglish ? [] : [{ translate: ['value', translate] }],
    bpmnRenderer: { defaultStrokeColor: '#58616a', defaultLabelColor: '#1e2124' },
    textRenderer: { defaultStyle: FONT },
  });
  if (isEnglish) viewer.on('import.parse.complete', ({ elementsById }) => Object.values(elementsById ?? {}).forEach(nameInEnglish));
  return viewer;
}

function translate(template, replacements = {}) {
  return (KOREAN[template] ?? template).replace(/{(\w+)}/g, (_, key) => replacements[key] ?? '');
}

/** The English name (`jorye:nameEn`) stands beside the Korean one in the diagram; the file keeps both. A border is called by a value. */
function nameInEnglish(object) {
  const name = object.$attrs?.['jorye:nameEn'];
  for (const key of ['name', 'value']) if (name && object[key]) object[key] = name;
}
