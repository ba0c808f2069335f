/** The work behind `ctspec report build`. */
import { Collector } from '../../reports/collector';
import { type BackendRun, divergences } from '../../reports/conformance';
import { mergeReports } from '../../reports/merge';
import type { Report } from '../../reports/model';
import { BACKENDS, type BackendName } from '../backend/backend';
import { kernelAccess } from '../backend/kernel/access';
import { InputError } from '../errors';
import { readCatalogue, type Selection } from './catalogue';
import type { Exit } from './exit';
import { type Known, readKnown } from './known_divergences';
import type { ReportOptions } from './report';
import { campaignIn } from './report_campaign';
import { finish } from './report_files';
import { requireKernel } from './require_kernel';
import { runScenarios } from './run_features';

/** Runs, reports, and returns the exit status. */
export async function buildReport(paths: string[], options: ReportOptions): Promise<Exit> {
  const campaigns = options.fuzz.map(campaignIn);
  const known = readKnown(options.known);
  const backends = backendsOf(options.backend);
  const selection = readCatalogue(paths, options.tags);
  const runs: (BackendRun & { report: Report })[] = [];
  for (const backend of backends) runs.push(await runOn(backend, selection, options.tags));
  const report = mergeReports(runs.map(run => run.report));
  report.campaigns = campaigns;
  note(report, runs, known);
  return finish(report, options.out);
}

/** Throws an `InputError` for a backend there is none of, and where the kernel was asked for and cannot be had. */
function backendsOf(given?: string): BackendName[] {
  if (given === undefined) {
    const access = kernelAccess();
    if (!('reason' in access)) return [...BACKENDS];
    console.log(`NOT OBSERVABLE HERE: the kernel: ${access.reason}; ${access.remedy}\n`);
    return ['simulator'];
  }
  const names = given.split(',').map(name => name.trim());
  const unknown = names.find(name => !(BACKENDS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new InputError(`--backend: unknown "${unknown}" (allowed: ${BACKENDS.join(', ')})`);
  if (names.includes('kernel')) requireKernel();
  return names as BackendName[];
}

async function runOn(
  backend: BackendName,
  selection: Selection,
  tags?: string,
): Promise<BackendRun & { report: Report }> {
  const collector = new Collector();
  const scenarios = await runScenarios(selection, { backend, tags, observe: true, collector });
  return { backend, scenarios, report: collector.report(backend) };
}

/** Notes where the backends have seen different things, and what of it is known. */
function note(report: Report, runs: BackendRun[], known: Known): void {
  const byId = new Map(report.requirements.map(each => [each.id, each]));
  if (runs.length === 2) {
    for (const { scenario, lines } of divergences(runs[0], runs[1])) byId.get(scenario.id)!.divergence = lines;
  }
  for (const [id, reason] of known) {
    const requirement = byId.get(id);
    if (requirement) requirement.known = reason;
  }
}
