/** Reports as files: reading, writing, merging, comparing. */
import fs from 'node:fs';
import path from 'node:path';
import { diffReports, diffText } from '../../reports/diff';
import { troublesOf } from '../../reports/figures';
import { FORMATS, type Format } from '../../reports/formats';
import { fromJson } from '../../reports/formats/json';
import { mergeReports } from '../../reports/merge';
import type { Report } from '../../reports/model';
import { InputError } from '../errors';
import { Exit } from './exit';
import { campaignIn } from './report_campaign';

/** Throws an `InputError` for a file that no format goes to. */
export function formatOf(file: string): Format {
  const format = FORMATS.find(({ extension }) => extension === path.extname(file));
  if (format) return format;
  const allowed = FORMATS.map(({ extension }) => extension).join(', ');
  throw new InputError(`${file}: no report is written to such a file (allowed: names that end in ${allowed})`);
}

export async function writeReport(report: Report, file: string): Promise<void> {
  writeFile(file, await formatOf(file).render(report));
}

/** Writes a file, and the folders above it. Throws an `InputError` where that cannot be. */
export function writeFile(file: string, content: string): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  } catch (error) {
    throw new InputError(`cannot write ${file}: ${(error as Error).message.split(',')[0]}`);
  }
}

/** Throws an `InputError` where no files can be written: better before a long run than after it. */
export function checkFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw new InputError(`cannot write to ${folder}: ${(error as Error).message.split(',')[0]}`);
  }
}

/** Writes every format into a folder. */
export async function writeReports(report: Report, folder: string): Promise<void> {
  for (const { file } of FORMATS) await writeReport(report, path.join(folder, file));
}

export function readReport(file: string): Report {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message.split(',')[0]}`);
  }
  return fromJson(text, file);
}

/** Returns the exit status. */
export async function mergeFiles(files: string[], { fuzz, out }: { fuzz: string[]; out: string }): Promise<Exit> {
  const merged = mergeReports(files.map(readReport));
  merged.campaigns.push(...fuzz.map(campaignIn));
  return finish(merged, out);
}

/** Writes a report and says what is in it; returns the exit status. */
export async function finish(report: Report, folder: string): Promise<Exit> {
  await writeReports(report, folder);
  const text = FORMATS.find(({ name }) => name === 'text')!;
  process.stdout.write(
    `${await text.render(report)}\nWritten to ${folder}: ${FORMATS.map(({ file }) => file).join(', ')}\n`,
  );
  const has = (wanted: string) =>
    report.requirements.some(({ results }) => results.some(each => each.outcome === wanted));
  if (has('broken')) return Exit.DEFECT;
  if (has('unreadable')) return Exit.BAD_INPUT;
  return troublesOf(report).length > 0 ? Exit.DIFFERS : Exit.CONFORMS;
}

/** Returns the exit status. */
export function diffFiles(old: string, fresh: string): Exit {
  const difference = diffReports(readReport(old), readReport(fresh));
  process.stdout.write(diffText(difference));
  return difference.failing.length > 0 ? Exit.DIFFERS : Exit.CONFORMS;
}
