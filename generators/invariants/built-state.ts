import type { Conntrack } from '../../src/conntrack/conntrack';
import { Dir, Field } from '../../src/conntrack/store';
import { difference, traceOf } from '../trace';
import { World } from '../world';
import { wasFull } from './hash-seed';
import type { WorkloadContext, WorkloadInvariant } from './invariant';

export const builtState: WorkloadInvariant = {
  kind: 'workload',
  name: 'built-state',
  about:
    'A connection that packets have brought to a state behaves like one that is put into the table in that state: ' +
    'what conntrack knows of it is its entry, and nothing is kept elsewhere.',
  source: 'ctnetlink_create_conntrack',
  check(context) {
    const half = context.workload.events.length >> 1;
    const first = new World(part(context, 0, half), context.simulate).finish();
    if (keepsMore(first)) return null;
    const built = new World(part(context, half, context.workload.events.length), context.simulate);
    rebuild(first, built);
    const reached = new World(context.workload, context.simulate);
    while (reached.index + 1 < half) reached.step();
    const rest = traceOf(reached).map(line => line.replace(/^event (\d+)/, (_, index) => `event ${index - half}`));
    const again = traceOf(built);
    return wasFull(reached) || wasFull(built) ? null : difference(rest, again, 'from a table that was built');
  },
};

function part({ workload }: WorkloadContext, from: number, to: number) {
  return { ...workload, events: workload.events.slice(from, to) };
}

/** Whether there is more than connections: datagrams that are incomplete, expectations, helpers' notes, sources that NAT knows. */
function keepsMore({ simulation: { conntrack, defrag } }: World): boolean {
  if (conntrack.nat !== null) return true;
  const { ipv4, ipv6 } = defrag.queues;
  const hasHelper = [...conntrack.store.extensions.values()].some(({ helper, master }) => helper || master);
  return ipv4 + ipv6 + conntrack.expectations.count > 0 || hasHelper;
}

/** Gives a fresh router the settings, the time and the connections of another. */
function rebuild(from: World, to: World): void {
  for (const event of from.workload.events) if (event.kind === 'sysctl') to.set(event.name, event.value);
  to.simulation.clock.advanceTo(from.simulation.clock.now);
  for (const ct of from.simulation.conntrack.connections()) {
    rebuildConnection(from.simulation.conntrack, ct, to.simulation.conntrack);
  }
}

function rebuildConnection(from: Conntrack, ct: number, to: Conntrack): void {
  const copy = to.store.allocate();
  const record = from.store.words.slice(ct * Field.WORDS, (ct + 1) * Field.WORDS);
  // What belongs to the table and not to the connection begins anew.
  for (const field of [Field.NEXT, Field.NEXT + 1, Field.PREV, Field.PREV + 1, Field.EXTENDED]) record[field] = 0;
  record[Field.USE] = 1;
  to.store.words.set(record, copy * Field.WORDS);
  for (const dir of [Dir.ORIGINAL, Dir.REPLY]) {
    to.table.insert(2 * copy + dir, to.table.hash(record, dir * Field.REPLY));
  }
  const extension = from.store.extension(ct);
  if (!extension) return;
  const { counters, started } = extension;
  Object.assign(to.store.extend(copy), { counters: counters && [...counters], started });
}
