/** The result model itself, as `report.schema.json` describes it. */
import { InputError } from '../../src/errors';
import { FORMAT_VERSION, type Report } from '../model';

export function toJson(report: Report): string {
  return `${JSON.stringify(report)}\n`;
}

/** Throws an `InputError` beginning with `file` for what is no report that we can read. */
export function fromJson(text: string, file: string): Report {
  let content: Partial<Report> | null;
  try {
    content = JSON.parse(text);
  } catch {
    content = null;
  }
  if (content?.format !== 'ctspec report') {
    throw new InputError(
      `${file}: this is no report of ctspec (allowed: what ctspec report build writes as report.json)`,
    );
  }
  if (content.version !== FORMAT_VERSION) {
    throw new InputError(`${file}: a report of version ${content.version} (allowed: ${FORMAT_VERSION})`);
  }
  return content as Report;
}
