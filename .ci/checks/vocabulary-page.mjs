/** docs/vocabulary.md is what the step definitions say. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const page = execFileSync(process.execPath, ['bin/ctspec.js', 'steps', '--markdown'], { encoding: 'utf8' });
if (fs.readFileSync('docs/vocabulary.md', 'utf8') !== page) {
  console.log('docs/vocabulary.md is out of date: npx ctspec steps --markdown > docs/vocabulary.md');
  process.exitCode = 1;
}
