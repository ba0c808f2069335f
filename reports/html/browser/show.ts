/**
 * Makes anew what the documentation shows of a report: `docs/conformance.md` and the pictures of the page.
 *
 *     ctspec report build && npm run show-report -- reports/out/report.json
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { fromJson } from '../../formats/json';
import { toMarkdown } from '../../formats/markdown';
import type { Report } from '../../model';
import { toDocument } from '../document';
import { launch, open } from './browser';

const REQUIREMENT = '#/requirement/tcp-transitions-established-originator%2F2';

interface Shot {
  name: string;
  view: string;
  width?: number;
  dark?: boolean;
  /** What is opened first. */
  press?: string[];
}

const SHOTS: Shot[] = [
  { name: 'matrix', view: '#/' },
  { name: 'requirement', view: REQUIREMENT, press: ['.rung:last-of-type > summary'] },
  { name: 'transitions', view: '#/transitions/tcp' },
  { name: 'network', view: '#/requirement/topology-row-error%2F1', dark: true },
  { name: 'phone', view: REQUIREMENT, width: 390 },
];
const HEIGHT = 900;

async function main([file]: string[]): Promise<void> {
  const report = named(fromJson(fs.readFileSync(file, 'utf8'), file));
  const day = new Date(report.started).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  fs.writeFileSync(
    'docs/conformance.md',
    `# The specification on both backends\n\nWhat \`ctspec report build\` wrote on ${day} as \`report.md\`.\n\n${toMarkdown(report)}`,
  );
  const page = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-show-')), 'report.html');
  fs.writeFileSync(page, await toDocument(report));
  const browser = await launch();
  for (const shot of SHOTS) await take(browser, page, shot);
  await browser.close();
  fs.rmSync(path.dirname(page), { recursive: true });
}

/** Kernels by their version: the rest of a release tells of the machine. */
function named(report: Report): Report {
  return JSON.parse(JSON.stringify(report).replaceAll(/Linux (\d+\.\d+)[\w.+-]*/g, 'Linux $1'));
}

async function take(browser: Browser, file: string, { name, view, width, dark, press = [] }: Shot): Promise<void> {
  const { page } = await open(browser, file, view, { width, dark });
  await page.waitForFunction('!document.querySelector("[aria-busy]")');
  for (const selector of press) await page.locator(selector).last().click();
  await page.setViewportSize({ width: width ?? 1200, height: HEIGHT });
  await page.screenshot({ path: `docs/pictures/${name}.png` });
  await page.close();
}

void main(process.argv.slice(2));
