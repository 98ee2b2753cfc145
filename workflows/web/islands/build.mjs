// Bundles the browser's part: `node build.mjs OUT_FOLDER` writes fingerprinted files, manifest.json and THIRD_PARTY.json.
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';

const out = path.resolve(process.argv[2] ?? '../static/dist');
const testOut = path.resolve(process.argv[3] ?? '../static/dist-test');

const result = await build({
  entryPoints: {
    app: 'src/app.js',
    viewer: 'src/viewer.js',
    compare: 'src/compare.js',
    studio: 'src/studio.js',
    decision: 'src/decision.js',
    builder: 'src/css/builder.css',
    sheet: 'src/css/sheet.css',
    base: 'src/css/base.css',
  },
  alias: { '@bpmn-io/semver-compat': './src/decision/compatible.js', 'style-mod': './src/decision/style_modules.js' },
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  outdir: out,
  entryNames: '[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
  legalComments: 'linked',
  loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'file', '.eot': 'empty', '.svg': 'file', '.png': 'file' },
  logLevel: 'warning',
});

write('manifest.json', manifest(result.metafile.outputs));
write('THIRD_PARTY.json', thirdParty(Object.keys(result.metafile.inputs)));
fs.mkdirSync(testOut, { recursive: true });
fs.copyFileSync('node_modules/axe-core/axe.min.js', path.join(testOut, 'axe.min.js'));

/** Plain name → fingerprinted name (`app.js` → `app-1A2B3C4D.js`). */
function manifest(outputs) {
  const names = {};
  for (const [file, output] of Object.entries(outputs)) {
    if (!output.entryPoint) continue;
    const plain = path.basename(file).replace(/-[A-Z0-9]{8}\.(js|css)$/, '.$1');
    names[plain] = path.basename(file);
    if (output.cssBundle) names[plain.replace('.js', '.css')] = path.basename(output.cssBundle);
  }
  return names;
}

/** Name, version and licence text of every package whose code or fonts ended up in a bundle. */
function thirdParty(inputs) {
  const packages = {};
  for (const input of inputs) {
    const name = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
    if (!name || packages[name]) continue;
    const folder = path.join('node_modules', name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    packages[name] = { version, license, text: file ? fs.readFileSync(path.join(folder, file), 'utf8') : null };
  }
  return Object.fromEntries(Object.entries(packages).sort());
}

function write(name, value) {
  fs.writeFileSync(path.join(out, name), JSON.stringify(value, null, 1));
}
