import fc from 'fast-check';
import type { Family } from '../../src/packet/packet';
import type { End, Flow } from '../datagram';
import { address, type Side } from './address';
import { family } from './family';

export interface FlowConstraints {
  readonly family?: fc.Arbitrary<Family>;
  /** The port that is opened to. */
  readonly port?: number;
  /** Only flows that the router forwards. */
  readonly forwarded?: boolean;
}

/** The two ends of a flow: mostly a client's and a server's, at times the other way round or with the router itself. */
export function flow({
  family: families = family(),
  port,
  forwarded = false,
}: FlowConstraints = {}): fc.Arbitrary<Flow> {
  const destinationPort = port === undefined ? fc.constantFrom(...SERVICES) : fc.constant(port);
  return fc.tuple(families, fc.constantFrom(...(forwarded ? FORWARDED : SIDES))).chain(([of, [from, to]]) =>
    fc
      .tuple(
        end(
          of,
          from,
          fc.nat(CLIENT_PORTS - 1).map(n => FIRST_CLIENT_PORT + n),
        ),
        end(of, to, destinationPort),
      )
      .map(ends => ({ family: of, ends })),
  );
}

function end(of: Family, side: Side, port: fc.Arbitrary<number>): fc.Arbitrary<End> {
  return fc
    .tuple(address(of, side), port)
    .map(([at, number]) => ({ device: DEVICES[side], address: at, port: number }));
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
const FIRST_CLIENT_PORT = 40000;
/** Few, so that the same flow comes again. */
const CLIENT_PORTS = 8;
