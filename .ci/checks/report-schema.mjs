/** reports/report.schema.json is what the types of the result model say. With `--update` it is written anew. */
import fs from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const FILE = 'reports/report.schema.json';
const schema = createGenerator({
  path: 'reports/model.ts',
  tsconfig: 'tsconfig.json',
  type: 'Report',
  skipTypeCheck: true,
  additionalProperties: false,
}).createSchema('Report');
schema.title = 'A conformance report of ctspec';
const text = `${JSON.stringify(schema, null, 2)}\n`;

if (process.argv.includes('--update')) fs.writeFileSync(FILE, text);
else if (!fs.existsSync(FILE) || fs.readFileSync(FILE, 'utf8') !== text) {
  console.log(`${FILE} is out of date: node .ci/checks/report-schema.mjs --update`);
  process.exitCode = 1;
}
