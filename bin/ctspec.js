#!/usr/bin/env node

try {
  require('./build').buildIfStale();
} catch (error) {
  console.error(`ctspec: cannot build from the sources: ${error.errors?.[0]?.text ?? error.message}`);
  process.exit(70);
}
require('./compiled').load(require.resolve('../dist/cli')).main(process.argv);
