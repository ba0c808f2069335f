/**
 * The examples of the README and of docs/ do what they say: each `gherkin` block that is a whole feature passes, and
 * each `$ ctspec …` of a `console` block prints what stands below it, where one line of `…` alone stands for any lines.
 * Times of runs are not compared. Each `ctspec … > docs/pictures/…` of a `sh` block prints the picture that is kept there.
 *
 * With `--update` the pages are written anew with what is printed now.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const pages = ['README.md', ...fs.readdirSync(path.join(root, 'docs')).map(name => path.join('docs', name))];
const update = process.argv.includes('--update');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-docs-'));
let examples = 0;
let wrong = 0;

try {
  for (const page of pages.filter(name => name.endsWith('.md'))) {
    let markdown = fs.readFileSync(path.join(root, page), 'utf8');
    for (const { line, language, text } of blocks(markdown)) {
      if (language === 'gherkin' && /^(# language|Feature:|功能:)/m.test(text)) checkFeature(`${page}:${line}`, text);
      if (language === 'console') markdown = markdown.replace(text, () => checkConsole(`${page}:${line}`, text));
    }
    for (const [, command, file] of markdown.matchAll(/^ctspec (.+) > (docs\/pictures\/\S+)$/gm)) {
      checkPicture(page, command, file);
    }
    if (update) fs.writeFileSync(path.join(root, page), markdown);
  }
} finally {
  fs.rmSync(folder, { recursive: true });
}
if (examples === 0) complain('docs', 'there are no examples at all');
if (wrong > 0) process.exitCode = 1;
else console.log(`${examples} examples do what they say`);

function* blocks(markdown) {
  const fence = /^```(\w+)\n([\s\S]*?)^```$/gm;
  for (let match = fence.exec(markdown); match; match = fence.exec(markdown)) {
    const line = markdown.slice(0, match.index).split('\n').length;
    yield { line, language: match[1], text: match[2] };
  }
}

function checkFeature(place, text) {
  examples++;
  const file = path.join(folder, `example-${examples}.feature`);
  fs.writeFileSync(file, text);
  const { status, output } = ctspec(['run', file]);
  if (status !== 0) complain(place, output);
}

/**
 * A block holds commands, each behind `$ `, with what they print below. Commands other than ctspec are not run.
 * Returns the block with what they print now.
 */
function checkConsole(place, text) {
  const parts = text.split(/^\$ /m).slice(1);
  return parts.map(part => `$ ${checkCommand(place, part)}`).join('');
}

function checkCommand(place, part) {
  const [command, ...expected] = part.split('\n');
  const [program, ...args] = command.trim().split(/\s+/);
  if (program !== 'ctspec') return part;
  examples++;
  const printed = cutLike(expected.join('\n').trimEnd(), ctspec(args).output.trimEnd());
  const [seen, told] = [printed, expected.join('\n')].map(normal);
  if (seen === told) return part;
  if (!update) complain(place, `'$ ${command}' prints\n${seen}\ninstead of\n${told}`);
  return `${command}\n${printed}\n`;
}

function checkPicture(page, command, file) {
  examples++;
  const { output } = ctspec(command.split(' '));
  const kept = path.join(root, file);
  if (fs.existsSync(kept) && fs.readFileSync(kept, 'utf8') === output) return;
  if (update) fs.writeFileSync(kept, output);
  else complain(page, `'ctspec ${command}' prints something else than ${file} (node .ci/checks/docs.mjs --update)`);
}

function ctspec(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'bin', 'ctspec.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  return { status, output: stdout + stderr };
}

function normal(text) {
  return text.trimEnd().replaceAll(/\d+\.\d+ s\b/g, '… s');
}

/** What was printed, with lines left out where `told` leaves some out: as many stay before `…` and behind it as are told. */
function cutLike(told, output) {
  const [expected, printed] = [told, output].map(text => text.split('\n'));
  const at = expected.findIndex(line => line.trim() === '…');
  if (at < 0) return output;
  const behind = expected.length - at - 1;
  return [...printed.slice(0, at), expected[at], ...printed.slice(printed.length - behind)].join('\n');
}

function complain(place, what) {
  wrong++;
  console.log(`${place}: ${what.trim()}`);
}
