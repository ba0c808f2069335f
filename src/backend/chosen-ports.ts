/**
 * Ports and ids that NAT chose because the wanted one was taken. Chance chooses among all of a range
 * (`nf_nat_l4proto_unique_tuple`), so that two routers choose differently; from then on, one number stands for the other.
 */
import type { Observed, Sight } from './sight';

/** Replaces in a text what one router chose by what the other did. */
export type Renaming = (text: string) => string;

interface Choice {
  /** What was given to choose from: the connection, but for the number chosen. */
  connection: string;
  chosen: string;
}

/** Learns from what two routers have seen how to write the others' choices as ours. */
export function chosenPorts(ours: Observed, others: Observed): Renaming {
  const names = new Map<string, string>();
  const choices = new Map(choicesOf(ours).map(({ connection, chosen }) => [connection, chosen]));
  for (const { connection, chosen } of choicesOf(others)) {
    const name = choices.get(connection);
    if (name !== undefined && name !== chosen) names.set(chosen, name);
  }
  if (names.size === 0) return text => text;
  return text => text.replace(/(?<=:|port=|SPT=|\bid[ =])\d+\b/g, number => names.get(number) ?? number);
}

function choicesOf({ packets, entries }: Observed): Choice[] {
  const lines = [...packets.map(({ seen }) => seen.after), ...entries];
  return [...lines.flatMap(choiceIn), ...packets.flatMap(choicesInLog)];
}

/** Where a packet was dropped, no entry is left to tell; the log may have written it down with its new source. */
function choicesInLog({ packet, seen }: Sight): Choice[] {
  const wanted = /^\w+ \S+:(\d+) > /.exec(packet)?.[1];
  return [...seen.log.matchAll(/ SRC=(\S+) DST=(\S+) .*?PROTO=(\S+) SPT=(\d+) DPT=(\d+)/g)].flatMap(
    ([, source, destination, protocol, chosen, port]) => {
      if (wanted === undefined || chosen === wanted) return [];
      const flow = [protocol, source, destination, port, wanted];
      return [{ connection: [...flow, rangeOf('SPT', chosen)].join(' '), chosen }];
    },
  );
}

/** Replies come to what was chosen, the last number of both tuples. Where that is what the first packet had, none was. */
function choiceIn(line: string): Choice[] {
  const protocol = /^ipv[46] +\d+ \S+ +(\d+)/.exec(line)?.[1];
  const fields = [...line.matchAll(/\b(src|dst|sport|dport|type|code|id)=(\S+)/g)];
  const [name = '', chosen] = fields.pop()?.slice(1) ?? [];
  if (name !== 'dport' && name !== 'id') return [];
  const [, wanted] = fields.find(([, field]) => field === 'sport' || field === 'id')!.slice(1);
  if (wanted === chosen) return [];
  return [{ connection: [protocol, ...fields.map(([field]) => field), name, rangeOf(name, chosen)].join(' '), chosen }];
}

/** Ports keep to their range: below 512, below 1024, or above. Ids have one. */
function rangeOf(name: string, chosen: string): number {
  return name === 'id' ? 0 : [512, 1024].findIndex(end => Number(chosen) < end);
}
