/** Makes parsers from their grammars: for each `NAME.peggy` the `NAME.generated.ts` beside it. */

const fs = require('node:fs');
const path = require('node:path');

const source = path.join(__dirname, '..', 'src');

const GRAMMARS = ['packet/notation', 'ruleset/iptables', 'ruleset/nftables'];

const HEADER = `// @ts-nocheck
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
`;

/** The parsers: where each stands, and what is to stand there. */
function parsers() {
  return GRAMMARS.map(name => {
    const file = path.join(source, `${name}.peggy`);
    const options = { output: 'source', format: 'es', grammarSource: path.basename(file) };
    const text = HEADER + require('peggy').generate(fs.readFileSync(file, 'utf8'), options);
    return { output: path.join(source, `${name}.generated.ts`), text };
  });
}

module.exports = { parsers };

if (require.main === module) for (const { output, text } of parsers()) fs.writeFileSync(output, text);
