import { Family } from '../../src/packet/packet';
import type { End, Flow } from '../datagram';
import * as draw from '../draw';
import { address, type Side } from './address';
import { family } from './family';

export interface FlowConstraints {
  readonly family?: draw.Drawn<Family>;
  /** The port that is opened to. */
  readonly port?: number;
  /** Only flows that the router forwards. */
  readonly forwarded?: boolean;
}

/** The two ends of a flow: mostly a client's and a server's, at times the other way round or with the router itself. */
export function flow({ family: families = family(), port, forwarded = false }: FlowConstraints = {}): draw.Drawn<Flow> {
  const sides = forwarded ? FORWARDED : SIDES;
  const destinationPort = port === undefined ? draw.constantFrom(...SERVICES) : draw.constant(port);
  const between = (of: Family, [from, to]: Sides): draw.Drawn<Flow> =>
    draw.tuple(end(of, from, CLIENT_PORT), end(of, to, destinationPort)).map(ends => ({ family: of, ends }));
  const flows = ([Family.IPV4, Family.IPV6] as const).map(of => [of, sides.map(each => between(of, each))] as const);
  const byFamily = new Map(flows);
  return draw.tuple(families, draw.nat(sides.length - 1)).chain(([of, at]) => byFamily.get(of)![at]);
}

function end(of: Family, side: Side, port: draw.Drawn<number>): draw.Drawn<End> {
  const device = DEVICES[side];
  return draw.tuple(address(of, side), port).map(([at, number]) => ({ device, address: at, port: number }));
}

const DEVICES: Readonly<Record<Side, string>> = { client: 'c0', server: 's0', router: 'lo' };

type Sides = readonly [Side, Side];
const FORWARDED: readonly Sides[] = [
  ['client', 'server'],
  ['client', 'server'],
  ['client', 'server'],
  ['server', 'client'],
];
const SIDES: readonly Sides[] = [...FORWARDED, ...FORWARDED, ['client', 'router'], ['router', 'server']];

const SERVICES = [80, 53, 443, 21];
/** Few, so that the same flow comes again. */
const CLIENT_PORT = draw.integer({ min: 40000, max: 40007 });
