/**
 * Runs every test there is, or the parts named as arguments (types, lint, unit, features, kernel, lab, browser, checks), in order:
 * types, lint and format, unit tests, the specification on the simulator, the same on the kernel of this machine where that
 * can be, some of it on a kernel of the lab where one is installed, the report in a browser, and the project's own checks (the scripts in
 * `checks/`, each of which prints what is wrong and exits with 1).
 *
 * Prints a line for each part, what failed below it, and closes with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
require('ts-node/register');

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['src', 'steps', 'reports', 'generators', 'bench'];

const TEST_OPTIONS = ['--require', 'ts-node/register', '--test', '--test-reporter=spec'];

/** What runs on a kernel of the lab, where there is one. */
const LAB_FEATURES = ['features/versions', 'features/udp', 'features/tcp/reset.feature'];

let passed = 0;
let failed = 0;

const PARTS = {
  types: () => {
    part('types', node(['node_modules/typescript/bin/tsc', '--noEmit']));
    part('types of the page', node(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'reports/html/page']));
  },
  lint: () =>
    part('lint and format', node(['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'])),
  unit: () => part('unit tests', node([...TEST_OPTIONS, ...unitTests()]), unitCounts),
  features: () => part('features', node(['bin/ctspec.js', 'run']), featureCounts),
  kernel: () => {
    // What the whole machine has once can be observed as root only; all of it must be as it was afterwards.
    const whyNotMachine = require('../src/backend/kernel/access.ts').whyNoHostSettings();
    const before = machineSettings();
    const run = node(['bin/ctspec.js', 'conform', ...(whyNotMachine === null ? ['--host-settings'] : [])]);
    const whyNot = /^NOT OBSERVABLE HERE: (.*)/m.exec(run.output)?.[1];
    if (whyNot) console.log(`NOT OBSERVABLE HERE: the features on the kernel: ${whyNot}`);
    else {
      part('features on the kernel, compared with the simulator', run, conformanceCounts);
      const captures = node(['bin/ctspec.js', 'conform', '--captures', '200', '--seed', '1']);
      part('generated captures on the kernel, compared with the simulator', captures, captureCounts);
      const changes = machineSettings().filter((value, at) => value !== before[at]);
      if (changes.length > 0) part('settings put back', { status: 1, output: changes.join('\n'), seconds: '0.0' });
      if (whyNotMachine) console.log(`NOT OBSERVABLE HERE: what the whole machine has once: ${whyNotMachine}`);
    }
  },
  lab: () => {
    const { labFindings } = require('../src/backend/lab/needs.ts');
    const missing = labFindings().find(({ ok }) => !ok);
    if (missing) {
      console.log(
        `NOT OBSERVABLE HERE: the features on another kernel: ${missing.what}: ${missing.detail}; ${missing.remedy}`,
      );
      return;
    }
    const { version } = require('../src/backend/lab/store.ts').installedKernels().at(-1);
    const run = node(['bin/ctspec.js', 'run', '--backend', `kernel:${version}`, ...LAB_FEATURES]);
    part(`features on Linux ${version}, in the lab`, run, featureCounts);
  },
  browser: () => {
    if (!hasBrowser()) {
      const why = 'there is no chromium (apt-get install chromium, or set CHROMIUM to a program)';
      if (process.env.CI) part('the report in a browser', { status: 1, output: why, seconds: '0.0' });
      else console.log(`NOT OBSERVABLE HERE: the report in a browser: ${why}`);
      return;
    }
    const run = node([...TEST_OPTIONS, 'reports/html/browser/page.browser.ts']);
    part('the report in a browser', run, unitCounts);
  },
  checks: () => {
    for (const check of checks()) part(path.basename(check, '.mjs'), node([check]));
  },
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
for (const name of wanted) {
  if (!PARTS[name]) throw new Error(`unknown part "${name}" (allowed: ${Object.keys(PARTS).join(', ')})`);
  PARTS[name]();
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Prints how a part went and adds up; `counts` reads the numbers from its output, otherwise it counts as one. */
function part(name, { status, output, seconds }, counts = () => null) {
  const counted = counts(output) ?? { passed: status === 0 ? 1 : 0, failed: 0 };
  // A run that ends badly without counting a failure has failed all the same.
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  passed += counted.passed;
  failed += counted.failed;
  const verdict = counted.failed > 0 ? 'FAILED' : 'ok';
  console.log(`${verdict.padEnd(6)} ${name}: ${counted.passed} passed, ${counted.failed} failed (${seconds} s)`);
  if (counted.failed > 0) console.log(output.trimEnd());
  for (const [skipped] of output.matchAll(/^.*# SKIP.*$|^.*NOT OBSERVABLE HERE.*$/gm)) console.log(skipped.trim());
}

function node(args) {
  const started = performance.now();
  const env = { ...process.env, FORCE_COLOR: '0' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 28,
  });
  return { status, output: stdout + stderr, seconds: ((performance.now() - started) / 1000).toFixed(1) };
}

/** The settings that a scenario may change, as in `NAME = VALUE`. */
function machineSettings() {
  const names = ['netfilter/nf_conntrack_max', 'netfilter/nf_conntrack_buckets', 'netfilter/nf_conntrack_expect_max'];
  return [...names, 'core/message_cost'].map(name => {
    const file = `/proc/sys/net/${name}`;
    return `${name} = ${fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : 'unknown'}`;
  });
}

/** Node 20 takes no patterns, so the files are found here. */
function unitTests() {
  return SOURCES.flatMap(folder => {
    if (!fs.existsSync(path.join(root, folder))) return [];
    const files = fs.readdirSync(path.join(root, folder), { recursive: true });
    return files.filter(file => file.endsWith('.test.ts')).map(file => path.join(folder, file));
  }).sort();
}

function hasBrowser() {
  const { browserPath } = require('../reports/html/browser/browser.ts');
  return browserPath() !== undefined;
}

function checks() {
  const folder = path.join(root, '.ci', 'checks');
  return fs
    .readdirSync(folder)
    .filter(file => file.endsWith('.mjs'))
    .sort()
    .map(file => path.join(folder, file));
}

function unitCounts(output) {
  const number = word => Number(new RegExp(`^\\S+ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  return { passed: number('pass'), failed: number('fail') + number('cancelled') };
}

/** The last line of `ctspec run`: `312 scenarios: 310 passed, 2 failed; …`. */
function featureCounts(output) {
  const summary = /^\d+ scenarios?: (.*?);/m.exec(output)?.[1] ?? '';
  const number = word => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') + number('unreadable') + number('broken') };
}

/** Of `ctspec conform`: the row of all topics, whose last column is the kernel's, and how many scenarios diverge. */
function conformanceCounts(output) {
  const kernel = /^ +all .* {2}(\S.*)$/m.exec(output)?.[1] ?? '';
  const diverging = /(\d+) scenarios? diverge/.exec(output)?.[1] ?? '0';
  return { passed: Number(/(\d+) passes?/.exec(kernel)?.[1] ?? 0), failed: Number(diverging) };
}

/** The end of `ctspec conform --captures`. */
function captureCounts(output) {
  const all = Number(/^(\d+) captures of seed/m.exec(output)?.[1] ?? 0);
  const diverging = Number(/(\d+) captures diverge/.exec(output)?.[1] ?? all);
  return { passed: all - diverging, failed: diverging };
}
