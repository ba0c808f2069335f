/** Bundles the sources into what the installed package runs: `dist/cli.js`, `dist/steps.js` and the workers. */

const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const entryPoints = {
  cli: 'src/cli/main.ts',
  steps: 'steps/index.ts',
  'ndjson-worker': 'src/cli/ndjson-worker.ts',
  'kernel-worker': 'src/backend/kernel/worker.ts',
  'fuzz-worker': 'generators/worker.ts',
  reports: 'reports/formatter.ts',
};

/** The page of the HTML report, which runs in a browser. */
const page = {
  entryPoints: { 'report-page': 'reports/html/page/main.tsx' },
  outdir: 'dist',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'silent',
  write: false,
};

function build() {
  const { dependencies } = require('../package.json');
  const esbuild = require('esbuild');
  const result = esbuild.buildSync({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Writes out what is constant, where it is used.
    minifySyntax: true,
    external: Object.keys(dependencies),
    logLevel: 'silent',
    write: false,
  });
  const dist = path.join(root, 'dist');
  fs.mkdirSync(dist, { recursive: true });
  // What was compiled of earlier bundles (compiled.js) is of no use any more.
  for (const name of fs.readdirSync(dist))
    if (name.endsWith('.compiled')) fs.rmSync(path.join(dist, name), { force: true });
  const pageResult = esbuild.buildSync({ absWorkingDir: root, ...page });
  for (const file of [...result.outputFiles, ...pageResult.outputFiles]) {
    // Renamed into place, so that a run that starts meanwhile never reads half a file.
    const partial = `${file.path}.${process.pid}`;
    fs.writeFileSync(partial, file.contents);
    fs.renameSync(partial, file.path);
  }
}

/** The time the newest of the sources was written, in milliseconds; 0 in an installed package, which has none. */
function newestSource() {
  const sources = ['src', 'steps', 'reports', 'generators', 'bin/build.js', 'package.json'];
  return Math.max(...sources.map(name => newestIn(path.join(root, name))));
}

/** Walks by hand, since every run begins with it: `readdirSync` with `recursive` takes three times as long in all. */
function newestIn(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  let newest = stat.mtimeMs;
  for (const name of fs.readdirSync(file)) newest = Math.max(newest, newestIn(`${file}/${name}`));
  return newest;
}

/** Builds in a checkout whose sources are newer than what was built from them. */
function buildIfStale() {
  if (!fs.existsSync(path.join(root, 'src'))) return;
  const outputs = Object.keys(entryPoints).map(name => path.join(root, 'dist', `${name}.js`));
  const oldest = Math.min(...outputs.map(file => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
  if (oldest <= newestSource()) build();
}

module.exports = { buildIfStale };

if (require.main === module) build();
