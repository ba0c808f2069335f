/** A browser for tests: Debian's chromium, which may load nothing but the file it is given. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's program; undefined where there is none. */
export function browserPath(): string | undefined {
  return process.env.CHROMIUM ?? PLACES.find(existsSync);
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A page, and what must not happen on it. */
export interface Watched {
  page: Page;
  /** Messages of the console, errors, dialogs, and requests for anything but the file. */
  complaints: string[];
}

interface Look {
  width?: number;
  dark?: boolean;
}

export async function open(browser: Browser, file: string, hash = '', look: Look = {}): Promise<Watched> {
  const page = await browser.newPage({
    viewport: { width: look.width ?? 1200, height: 800 },
    colorScheme: look.dark ? 'dark' : 'light',
  });
  const complaints: string[] = [];
  page.on('console', message => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', error => complaints.push(`error: ${error.message}`));
  page.on('dialog', dialog => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(`file://${file}`) && !url.startsWith('data:')) complaints.push(`request: ${url}`);
  });
  await page.goto(`file://${file}${hash}`);
  await page.waitForSelector('main :is(table, h1)');
  return { page, complaints };
}
