/** Makes the parser of the packet notation, `src/packet/notation.generated.ts`, from its grammar. */

const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, '..', 'src', 'packet');
const output = path.join(folder, 'notation.generated.ts');

const HEADER = `// @ts-nocheck
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
`;

function parserSource() {
  const grammar = fs.readFileSync(path.join(folder, 'notation.peggy'), 'utf8');
  return (
    HEADER + require('peggy').generate(grammar, { output: 'source', format: 'es', grammarSource: 'notation.peggy' })
  );
}

module.exports = { output, parserSource };

if (require.main === module) fs.writeFileSync(output, parserSource());
