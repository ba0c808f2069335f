/** No source file is over 450 lines; what a generator wrote does not count. */
import fs from 'node:fs';
import path from 'node:path';

const LIMIT = 450;

for (const folder of ['src', 'steps', 'reports', 'generators', 'bench', 'bin', '.ci']) {
  if (!fs.existsSync(folder)) continue;
  for (const file of fs.readdirSync(folder, { recursive: true })) {
    if (!/\.(ts|m?js|peggy)$/.test(file) || /\.generated\./.test(file)) continue;
    const lines = fs.readFileSync(path.join(folder, file), 'utf8').split('\n').length - 1;
    if (lines <= LIMIT) continue;
    console.log(`${folder}/${file}: ${lines} lines, allowed are ${LIMIT}`);
    process.exitCode = 1;
  }
}
