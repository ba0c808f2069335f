/** Runs selected scenarios through cucumber, in this process, and prints what became of them. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { type IRunOptions, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { Collector } from '../../reports/collector';
import { Results, type ScenarioResult } from '../../reports/results';
import { summary } from '../../reports/summary';
import { isKernel } from '../backend/kernel-name';
import { readCatalogue, type Selection } from './catalogue';
import { Exit } from './exit';
import { checkHostSettings } from './host_settings';
import { Progress } from './progress';
import { formatOf, writeReport } from './report_files';
import { requireKernel } from './require_kernel';
import type { RunOptions } from './run';
import { scenarioLines } from './scenario_list';
import { STEPS } from './step_definitions';

/** So many scenarios run beside one another on the kernel, for where time passes really they mostly wait. */
const KERNEL_RUNS = 4;

/** How scenarios are run; `observe` has each tell what was seen of its packets, and the tables at the end. */
export type ScenarioOptions = Pick<RunOptions, 'backend' | 'dryRun' | 'tags' | 'hostSettings'> & {
  observe?: boolean;
  /** Takes the run's messages for a report. */
  collector?: Collector;
  /** Has each tell what it did to its router. */
  script?: boolean;
  listener?: (message: Envelope) => void;
};

/** Runs or lists the scenarios at `paths`; returns the exit status. */
export async function runFeatures(paths: string[], options: RunOptions): Promise<Exit> {
  const { entries: selected, places } = readCatalogue(paths, options.tags);
  if (options.list) {
    process.stdout.write(scenarioLines(selected));
    return Exit.CONFORMS;
  }
  checkHostSettings(options.hostSettings, [options.backend]);
  if (isKernel(options.backend) && !options.dryRun) console.log(`On the kernel: ${requireKernel(options.backend)}\n`);
  for (const file of options.report) formatOf(file);
  const collector = options.report.length > 0 ? new Collector() : undefined;
  const started = performance.now();
  const scenarios = await runScenarios({ entries: selected, places }, { ...options, collector });
  process.stdout.write(summary(scenarios, (performance.now() - started) / 1000));
  for (const file of options.report) await writeReport(collector!.report(options.backend), file);
  return exitStatus(scenarios);
}

/** Runs a selection; returns the scenarios in its order, each with the selection's identifier for it. */
export async function runScenarios(
  { entries: selected, places }: Selection,
  options: ScenarioOptions,
): Promise<ScenarioResult[]> {
  // Cucumber takes the steps that are defined while it loads them, which a second run must see once more.
  delete require.cache[STEPS];
  const results = new Results();
  const progress = progressLine(selected.length);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  await runCucumber(cucumberOptions(places, options), { stdout: silent }, message => {
    options.collector?.take(message);
    options.listener?.(message);
    const finished = results.take(message);
    if (finished) progress(finished);
  });
  if (results.scenarios.length !== selected.length) {
    throw new Error(`${selected.length} scenarios were selected, ${results.scenarios.length} ran`);
  }
  // Files outside of the current folder are named differently by cucumber and by us.
  const key = ({ file, line }: { file: string; line: number }) => `${path.resolve(file)}:${line}`;
  const byPlace = new Map(results.scenarios.map(scenario => [key(scenario), scenario]));
  return selected.map(entry => ({ ...byPlace.get(key(entry))!, id: entry.id }));
}

function cucumberOptions(
  paths: string[],
  { backend, hostSettings, dryRun, tags, observe, collector, script }: ScenarioOptions,
): IRunOptions {
  return {
    sources: { defaultDialect: 'en', paths, names: [], tagExpression: tags ?? '', order: 'defined' },
    // Were no path given here, cucumber would run whatever script lies beside the features.
    support: { requireModules: [], requirePaths: [STEPS], importPaths: [], loaders: [] },
    runtime: {
      dryRun: dryRun ?? false,
      failFast: false,
      filterStacktraces: true,
      parallel: runsBeside(backend),
      // A real clock may tick between a packet and the look at its entry; what fails twice is no accident.
      retry: backend === 'kernel' ? 1 : 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: {
        backend,
        hostSettings: hostSettings ?? false,
        observe: observe ?? false,
        record: collector !== undefined,
        script: script ?? false,
      },
    },
    // Some formatter must be named; this one does the least, and what it writes is thrown away.
    formats: { stdout: 'rerun', files: {}, publish: false, options: {} },
  };
}

/** A machine of the lab, whose time passes in a moment, needs a core. */
function runsBeside(backend: string): number {
  if (backend === 'kernel') return KERNEL_RUNS;
  return isKernel(backend) ? availableParallelism() : 0;
}

/** Counts scenarios on the terminal as they finish. */
function progressLine(all: number): (finished: ScenarioResult) => void {
  const progress = new Progress(1);
  let done = 0;
  let bad = 0;
  return ({ outcome }) => {
    done++;
    if (outcome !== 'passed' && outcome !== 'not observable' && outcome !== 'not run') bad++;
    if (done === all) progress.clear();
    else progress.show(() => `${done} of ${all} scenarios${bad > 0 ? `, ${bad} failed` : ''}`);
  };
}

function exitStatus(scenarios: ScenarioResult[]): Exit {
  const has = (wanted: string) => scenarios.some(({ outcome }) => outcome === wanted);
  if (has('broken')) return Exit.DEFECT;
  if (has('unreadable')) return Exit.BAD_INPUT;
  return has('failed') ? Exit.DIFFERS : Exit.CONFORMS;
}
