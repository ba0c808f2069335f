/** The HTML report in a real browser. `node .ci/test.mjs browser` runs it. */
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { Report } from '../../model';
import { launch, open } from './browser';
import { folder, hostileReport, largeReport, realReport, written } from './reports';

const REQUIREMENT = '#/requirement/tcp-transitions-established-originator%2F2';
const VIEWS = [
  '#/',
  '#/?q=established-originator',
  REQUIREMENT,
  '#/transitions/tcp',
  '#/transitions/sctp',
  '#/transitions/udp',
  '#/requirement/topology-row-error%2F1',
  '#/hooks',
  '#/reasons',
  '#/occupancy',
  '#/fuzz',
];

let browser: Browser;
let real: Report;
let file: string;

before(async () => {
  // In this order: a browser that nobody closes would keep the tests from ending.
  real = await realReport();
  browser = await launch();
  file = await written('real', real);
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true });
});

test('each view opens from a file, without a request, a complaint, or a violation of accessibility', async () => {
  for (const view of VIEWS) {
    for (const dark of [false, true]) {
      const { page, complaints } = await open(browser, file, view, { dark });
      await openEverything(page);
      expect(await violations(page, dark), `${view} ${dark ? 'dark' : 'light'}`).to.deep.equal([]);
      expect(complaints, view).to.deep.equal([]);
      await page.close();
    }
  }
});

test('no view is wider than a phone', async () => {
  for (const view of VIEWS) {
    const { page } = await open(browser, file, view, { width: 360 });
    await openEverything(page);
    const [content, screen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[];
    expect(content, view).to.be.at.most(screen);
    await page.close();
  }
});

test('a packet of a network is drawn at each router it comes to', async () => {
  const { page } = await open(browser, file, '#/requirement/topology-row-error%2F1');
  await page.waitForSelector('.rung');
  const routers = await page.locator('.rung .router').allTextContents();
  expect(routers).to.deep.equal(['edge', 'core', 'edge']);
  expect(await page.locator('.rung .arrow small').allTextContents()).to.include.members(['lan', 'wan']);
  expect(await page.locator('.hosts').count()).to.equal(0);
  await page.close();
});

test('search and filters narrow the matrix down, and stand in the address', async () => {
  const { page } = await open(browser, file);
  const all = real.requirements.length;
  const found = () => page.locator('.filters output').textContent();
  expect(await found()).to.equal(`${all} of ${all}`);
  await page.getByLabel('Search', { exact: true }).fill('@rfc:9293-3.5 handshake');
  const matching = await page.locator('.matrix tbody th[scope="row"]').count();
  expect(matching).to.be.within(1, 50);
  expect(await found()).to.equal(`${matching} of ${all}`);
  expect(page.url()).to.include('q=%40rfc');
  await page.getByLabel('Search', { exact: true }).fill('');
  await page.getByLabel('Outcome').selectOption('failed');
  expect(await found()).to.equal(`1 of ${all}`);
  await page.reload();
  expect(await found()).to.equal(`1 of ${all}`);
  await page.getByRole('link', { name: 'Show all' }).click();
  expect(await found()).to.equal(`${all} of ${all}`);
  await page.close();
});

test('a cell of the heat map leads to its requirements, and one of them to its packets', async () => {
  const { page, complaints } = await open(browser, file, '#/transitions/tcp');
  const heat = page.getByRole('group', { name: 'TCP: The originator sends' });
  await heat
    .getByRole('row', { name: /^SYN\/ACK/ })
    .getByRole('link')
    .nth(3)
    .click();
  expect(await page.locator('.reaching').textContent()).to.equal(
    'Only those that reach TCP: SYN/ACK of the original direction in ESTABLISHED',
  );
  await page.getByRole('link', { name: "In ESTABLISHED, the originator's SYN/ACK is INVALID" }).click();
  await page.waitForSelector('.rung');
  expect(await page.locator('h1').textContent()).to.equal("In ESTABLISHED, the originator's SYN/ACK is INVALID");
  const last = page.locator('.rung').last();
  await last.locator('summary').first().click();
  expect(await last.textContent()).to.include('packet (index 1) in dir 0 invalid, state ESTABLISHED');
  await last.getByText('bytes, with their fields').click();
  await last.getByRole('button', { name: 'TCP flags' }).hover();
  expect((await last.locator('.hex .chosen').allTextContents()).join('').trim()).to.equal('12');
  expect(complaints).to.deep.equal([]);
  await page.close();
});

test('everything can be done with the keyboard alone', async () => {
  const { page } = await open(browser, file);
  const focused = () =>
    page.evaluate(
      'document.activeElement.matches("a") ? document.activeElement.textContent.trim() : ""',
    ) as Promise<string>;
  await page.keyboard.press('Tab');
  expect(await focused()).to.equal('Skip to the content');
  await page.keyboard.press('/');
  await page.keyboard.type('established-originator');
  for (let at = 0; at < 20 && !/originator's FIN/.test(await focused()); at++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.rung');
  expect(await page.evaluate('document.activeElement.tagName')).to.equal('MAIN');
  while (!(await page.evaluate('document.activeElement.type === "radio"'))) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('label:has(:checked)').textContent()).to.include('Linux 0.0.0');
  while (!(await page.evaluate('document.activeElement.matches(".rung > summary")'))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('.rung[open]').count()).to.equal(1);
  await page.close();
});

test('what would run as code is shown as text', async () => {
  const malicious = await written('hostile', hostileReport());
  for (const view of ['#/', '#/?q=h1', '#/requirement/h1', '#/hooks', '#/reasons', '#/occupancy', '#/fuzz']) {
    const { page, complaints } = await open(browser, malicious, view);
    await openEverything(page);
    expect(complaints, view).to.deep.equal([]);
    expect(await page.locator('img, b').count(), view).to.equal(0);
    await page.close();
  }
  const { page } = await open(browser, malicious, '#/requirement/h1');
  expect(await page.locator('h1').textContent()).to.include('<img src=x onerror=alert(1)>');
  await page.close();
});

test('the page can be made light or dark, and be printed', async () => {
  const { page } = await open(browser, file, REQUIREMENT);
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const light = await background();
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await background()).not.to.equal(light);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('header nav').isVisible()).to.equal(false);
  expect((await page.pdf()).length).to.be.greaterThan(10_000);
  await page.close();
});

test('two thousand scenarios are less than 10 MB, and open in less than 2 s', async () => {
  const large = await written('large', largeReport(real));
  expect(fs.statSync(large).size).to.be.lessThan(10_000_000);
  const times: number[] = [];
  for (let time = 0; time < 5; time++) {
    const started = performance.now();
    const { page } = await open(browser, large);
    times.push(performance.now() - started);
    expect(await page.locator('.filters output').textContent()).to.equal('2000 of 2000');
    // What other programs take of the machine is none of the page's time.
    expect(await processorSeconds(page)).to.be.lessThan(2);
    await page.close();
  }
  console.log(
    `2000 scenarios: ${fs.statSync(large).size} bytes, opened in ${Math.round(Math.min(...times))} ms at best`,
  );
});

async function processorSeconds(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ProcessTime')!.value;
}

async function openEverything(page: Page): Promise<void> {
  await page.waitForFunction('!document.querySelector("[aria-busy]")');
  await page.evaluate('document.querySelectorAll("main details").forEach(each => { each.open = true; })');
  await page.waitForTimeout(100);
}

/** In the dark only the colours are others. */
async function violations(page: Page, dark: boolean): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = (await page.evaluate(
    dark ? 'axe.run({ runOnly: ["color-contrast"] })' : 'axe.run()',
  )) as AxeResults;
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join('; ')}`,
  );
}
