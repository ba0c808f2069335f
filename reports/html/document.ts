/**
 * The page: one file that needs nothing else.
 *
 * What was run is data in it, compressed and in base64, so that no name, packet or message can be taken for markup; and
 * the page's policy allows no script but its own, and no request at all.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../model';
import { packChunks, packIndex } from './pack';

export async function toDocument(report: Report): Promise<string> {
  const script = asset('report-page.js').replaceAll('</script', '<\\/script');
  const style = asset('report-page.css').replaceAll('</style', '<\\/style');
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${sha256(script)}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Connection tracking: conformance report</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript>This report is unpacked by a script that is part of it: please allow scripts for this file.</noscript>
<div id="page"></div>
<script type="application/octet-stream" id="index">${await packIndex(report)}</script>
${packChunks(report)
  .map((chunk, at) => `<script type="application/octet-stream" id="chunk-${at}">${chunk}</script>`)
  .join('\n')}
<script>${script}</script>
</body>
</html>
`;
}

/** What `bin/build.js` has made of `page/`. */
function asset(name: string): string {
  const besides = path.join(__dirname, name);
  return fs.readFileSync(fs.existsSync(besides) ? besides : path.join(__dirname, '..', '..', 'dist', name), 'utf8');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
