/** The work behind `ctspec report build`. */
import { Collector } from '../../reports/collector';
import type { BackendRun, Divergence } from '../../reports/conformance';
import { mergeReports } from '../../reports/merge';
import type { Report } from '../../reports/model';
import { kernelAccess } from '../backend/kernel/access';
import { backendNames, isKernel } from '../backend/kernel-name';
import { readCatalogue } from './catalogue';
import type { Exit } from './exit';
import { checkHostSettings } from './host_settings';
import { type Known, readKnown } from './known_divergences';
import type { ReportOptions } from './report';
import { campaignIn } from './report_campaign';
import { checkFolder, finish } from './report_files';
import { requireKernel } from './require_kernel';
import { confirmedDivergences, runOn } from './run_both';

/** Runs, reports, and returns the exit status. */
export async function buildReport(paths: string[], options: ReportOptions): Promise<Exit> {
  const campaigns = options.fuzz.map(campaignIn);
  const backends = backendsOf(options.backend);
  const known = readKnown(options.known, backends);
  checkHostSettings(options.hostSettings, backends);
  const selection = readCatalogue(paths, options.tags);
  checkFolder(options.out);
  const runs: BackendRun[] = [];
  const reports: Report[] = [];
  for (const backend of backends) {
    const collector = new Collector();
    runs.push(await runOn(backend, selection, { tags: options.tags, hostSettings: options.hostSettings, collector }));
    reports.push(collector.report(backend));
  }
  const report = mergeReports(reports);
  report.campaigns = campaigns;
  note(report, runs.length === 2 ? await confirmedDivergences(runs[0], runs[1], options) : [], known);
  return finish(report, options.out);
}

/** Throws an `InputError` for a backend there is none of, and where the kernel was asked for and cannot be had. */
function backendsOf(given?: string): string[] {
  if (given === undefined) {
    const access = kernelAccess();
    if (!('reason' in access)) return ['simulator', 'kernel'];
    console.log(`NOT OBSERVABLE HERE: the kernel: ${access.reason}; ${access.remedy}\n`);
    return ['simulator'];
  }
  const names = backendNames(given);
  for (const name of names.filter(isKernel)) requireKernel(name);
  return names;
}

/** Notes where the backends have seen different things, and what of it is known. */
function note(report: Report, found: Divergence[], known: Known): void {
  const byId = new Map(report.requirements.map(each => [each.id, each]));
  for (const { scenario, lines } of found) byId.get(scenario.id)!.divergence = lines;
  for (const [id, reason] of known) {
    const requirement = byId.get(id);
    if (requirement) requirement.known = reason;
  }
}
